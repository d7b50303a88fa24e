//! Plots as SVG: lines over a common axis, with the scales written beside them.

use super::statistics::range;
use crate::picture::{Picture, escaped};

const WIDTH: f64 = 860.0;
const HEIGHT: f64 = 340.0;
const LEFT: f64 = 70.0;
const RIGHT: f64 = 20.0;
const TOP: f64 = 40.0;
const BOTTOM: f64 = 50.0;

/// How many parts a scale has.
const PARTS: u32 = 5;

/// Colours that can be told apart by everybody (Okabe and Ito).
const COLOURS: [&str; 6] = ["#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9"];

/// A line with its name.
#[derive(Clone, Debug)]
pub struct Line {
    /// What it is called.
    pub name: String,
    /// Its points, from left to right.
    pub points: Vec<(f64, f64)>,
}

/// A number as short as it is told apart.
fn shown(value: f64, whole: f64) -> String {
    let digits = if whole >= 20.0 { 0 } else { 2 };
    format!("{value:.digits$}")
}

/// The plot of these lines. Both axes begin at zero.
pub fn lines(title: &str, across: &str, up: &str, lines: &[Line]) -> String {
    let all = |pick: fn(&(f64, f64)) -> f64| -> f64 {
        let values: Vec<f64> = lines.iter().flat_map(|line| line.points.iter().map(pick)).collect();
        range(&values).map_or(1.0, |(_, greatest)| if greatest > 0.0 { greatest } else { 1.0 })
    };
    let (most_x, most_y) = (all(|point| point.0), all(|point| point.1));
    let place = |(x, y): (f64, f64)| {
        let right = LEFT + x.clamp(0.0, most_x) / most_x * (WIDTH - LEFT - RIGHT);
        let down = HEIGHT - BOTTOM - y.clamp(0.0, most_y) / most_y * (HEIGHT - TOP - BOTTOM);
        (right, down)
    };
    let mut picture = Picture::begin(WIDTH, HEIGHT, title);
    for part in 0..=PARTS {
        let (x, y) = (most_x * f64::from(part) / f64::from(PARTS), most_y * f64::from(part) / f64::from(PARTS));
        let ((right, base), (left, down)) = (place((x, 0.0)), place((0.0, y)));
        picture.grid((left, down), (WIDTH - RIGHT, down));
        picture.text((left - 6.0, down + 4.0), "end", &shown(y, most_y));
        picture.text((right, base + 16.0), "middle", &shown(x, most_x));
    }
    let (middle, side) = ((LEFT + WIDTH - RIGHT) / 2.0, (TOP + HEIGHT - BOTTOM) / 2.0);
    picture.text((middle, HEIGHT - 12.0), "middle", across);
    picture.add(format_args!(
        r#"<text x="14" y="{side:.1}" text-anchor="middle" transform="rotate(-90 14 {side:.1})">{}</text>"#,
        escaped(up)
    ));
    let mut legend = LEFT;
    for (line, colour) in lines.iter().zip(COLOURS.iter().cycle()) {
        let points: Vec<String> = line
            .points
            .iter()
            .map(|point| {
                let (right, down) = place(*point);
                format!("{right:.1},{down:.1}")
            })
            .collect();
        picture.add(format_args!(
            r#"<polyline fill="none" stroke="{colour}" stroke-width="1.5" points="{}"/>"#,
            points.join(" ")
        ));
        picture.add(format_args!(r#"<text x="{legend:.1}" y="34" fill="{colour}">{}</text>"#, escaped(&line.name)));
        legend += 30.0 + 6.5 * line.name.chars().count() as f64;
    }
    picture.end()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plot_should_have_a_line_for_each_and_escape_names() {
        let line = |name: &str| Line { name: name.into(), points: vec![(0.0, 0.0), (10.0, 200.0)] };
        let svg = lines("a < b", "seconds", "blocks", &[line("ours & theirs"), line("more")]);
        assert_eq!(svg.matches("<polyline").count(), 2);
        assert!(svg.contains("a &lt; b") && svg.contains("ours &amp; theirs"), "{svg}");
        // The greatest value is at the top right, and zero at the bottom left.
        assert!(svg.contains("70.0,290.0 840.0,40.0"), "{svg}");
        assert_eq!(svg.matches('<').count(), svg.matches('>').count());
    }

    #[test]
    fn plot_should_be_one_without_points() {
        let svg = lines("nothing", "x", "y", &[Line { name: "none".into(), points: Vec::new() }]);
        assert!(svg.ends_with("</svg>\n") && !svg.contains("NaN"), "{svg}");
    }
}
