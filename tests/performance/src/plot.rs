//! Ratios as a picture: a row of points for each comparison, its median and interval, and what it should reach.

use crate::{picture::Picture, statistics::Summary};

/// The width of the picture, in its own units.
const WIDTH: f64 = 900.0;
/// Where the points begin: left of it are the names.
const LEFT: f64 = 260.0;
/// Where they end.
const RIGHT: f64 = WIDTH - 30.0;
/// The height of a row.
const ROW: f64 = 70.0;
/// The height above the rows, for the title.
const TOP: f64 = 50.0;
/// The height below them, for the scale.
const BOTTOM: f64 = 50.0;
/// About how many marks the scale has.
const MARKS: f64 = 8.0;

/// A row of the picture.
pub struct Row<'row> {
    /// What was compared.
    pub name: &'row str,
    /// What the median should not be above, if anything is asked of it.
    pub reach: Option<f64>,
    /// The ratio of each pair, and whether it is shown in the upper half of the row.
    pub points: Vec<(f64, bool)>,
    /// What they say.
    pub summary: Summary,
}

/// The scale of the picture: from where to where, and the step of its marks.
fn scale(rows: &[Row]) -> (f64, f64, f64) {
    let values =
        || rows.iter().flat_map(|row| row.points.iter().map(|(value, _)| *value).chain(row.reach).chain([1.0]));
    let finite = || values().filter(|value| value.is_finite());
    let (least, greatest) = (finite().fold(1.0, f64::min), finite().fold(1.0, f64::max));
    // 1, 2 or 5 of a power of ten.
    let rough = ((greatest - least) / MARKS).max(0.01);
    let power = 10f64.powf(rough.log10().floor());
    let step = [1.0, 2.0, 5.0].into_iter().map(|part| part * power).find(|step| *step >= rough).unwrap_or(10.0 * power);
    ((least / step).floor() * step, ((greatest / step).floor() + 1.0) * step, step)
}

/// The picture, as the text of an SVG file.
pub fn svg(title: &str, rows: &[Row]) -> String {
    let height = TOP + ROW * rows.len() as f64 + BOTTOM;
    let (from, to, step) = scale(rows);
    let place = |value: f64| LEFT + (value.clamp(from, to) - from) / (to - from) * (RIGHT - LEFT);
    let mut picture = Picture::begin(WIDTH, height, title);
    let bottom = height - BOTTOM;
    let marks = ((to - from) / step).round() as u32;
    for mark in 0..=marks {
        let value = from + step * f64::from(mark);
        let x = place(value);
        picture.grid((x, TOP), (x, bottom));
        picture.text((x, bottom + 20.0), "middle", &format!("{value:.2}"));
    }
    for (number, row) in rows.iter().enumerate() {
        let top = TOP + ROW * number as f64;
        let (middle, bottom) = (top + ROW / 2.0, top + ROW);
        picture.text((20.0, middle + 4.0), "start", row.name);
        if let Some((low, high)) = row.summary.interval {
            let (x, width) = (place(low), (place(high) - place(low)).max(1.0));
            let (y, height) = (top + 8.0, ROW - 16.0);
            picture.add(format_args!(
                r##"<rect x="{x:.1}" y="{y:.1}" width="{width:.1}" height="{height:.1}" fill="#bcd7ee"/>"##
            ));
        }
        for (value, upper) in &row.points {
            let y = if *upper { middle - 12.0 } else { middle + 12.0 };
            picture.add(format_args!(
                r##"<circle cx="{:.1}" cy="{y:.1}" r="3" fill="#1f5f99" fill-opacity="0.6"/>"##,
                place(*value)
            ));
        }
        let median = place(row.summary.median);
        let (y1, y2) = (top + 6.0, bottom - 6.0);
        picture.add(format_args!(
            r##"<line x1="{median:.1}" y1="{y1:.1}" x2="{median:.1}" y2="{y2:.1}" stroke="#0b2f52" stroke-width="2"/>"##
        ));
        let Some(reach) = row.reach.map(place) else { continue };
        picture.add(format_args!(
            r##"<line x1="{reach:.1}" y1="{y1:.1}" x2="{reach:.1}" y2="{y2:.1}" stroke="#c0392b" stroke-width="2" stroke-dasharray="4 3"/>"##
        ));
    }
    picture.text(
        (20.0, height - 10.0),
        "start",
        "points: pairs (above: the measured block came first); dark line: median; band: its 95 % interval; dashed: to reach",
    );
    picture.end()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(points: &[f64]) -> Row<'static> {
        Row {
            name: "issue < transfer & more",
            reach: Some(1.3),
            points: points.iter().map(|value| (*value, true)).collect(),
            summary: Summary::of(points.iter().copied()).expect("there are points"),
        }
    }

    #[test]
    fn scale_should_hold_all_points_the_reach_and_one() {
        let (from, to, step) = scale(&[row(&[1.1, 1.25]), row(&[2.4])]);
        assert!(from <= 1.0 && to >= 2.4 && step > 0.0, "{from} {to} {step}");
        let (from, to, _) = scale(&[row(&[1.3])]);
        assert!(from <= 1.0 && to >= 1.3);
    }

    #[test]
    fn picture_should_have_a_point_for_each_pair_and_escape_names() {
        let picture = svg("ratios", &[row(&[1.0, 1.1, 1.2, 1.1, 1.15, 1.2, 1.3])]);
        assert_eq!(picture.matches("<circle").count(), 7);
        assert!(picture.contains("issue &lt; transfer &amp; more"));
        assert!(picture.starts_with("<svg") && picture.trim_end().ends_with("</svg>"));
        assert_eq!(picture.matches("<rect").count(), 2, "the ground and one interval");
    }
}
