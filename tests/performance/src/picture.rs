//! Pictures as SVG: what all plots have in common.

use std::fmt::{self, Write};

/// A picture that is being drawn, in units of its own.
pub struct Picture(String);

impl Picture {
    /// An empty one of this size.
    pub fn begin(width: f64, height: f64, title: &str) -> Self {
        let mut picture = Self(String::new());
        picture.add(format_args!(
            r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" font-family="sans-serif" font-size="12">"#
        ));
        picture.add(format_args!(r##"<rect width="{width}" height="{height}" fill="#ffffff"/>"##));
        picture.add(format_args!(r#"<text x="20" y="18" font-size="14">{}</text>"#, escaped(title)));
        picture
    }

    /// Adds an element as it is.
    pub fn add(&mut self, element: fmt::Arguments<'_>) {
        // Writing into a string cannot fail.
        let _ = writeln!(self.0, "{element}");
    }

    /// Adds a line of the grid behind the figures.
    pub fn grid(&mut self, (x1, y1): (f64, f64), (x2, y2): (f64, f64)) {
        self.add(format_args!(r##"<line x1="{x1:.1}" y1="{y1:.1}" x2="{x2:.1}" y2="{y2:.1}" stroke="#dddddd"/>"##));
    }

    /// Adds text that begins (`start`), has its middle (`middle`) or ends (`end`) there.
    pub fn text(&mut self, (x, y): (f64, f64), anchor: &str, text: &str) {
        let text = escaped(text);
        self.add(format_args!(r#"<text x="{x:.1}" y="{y:.1}" text-anchor="{anchor}">{text}</text>"#));
    }

    /// The picture, as the text of an SVG file.
    pub fn end(mut self) -> String {
        self.add(format_args!("</svg>"));
        self.0
    }
}

/// Text as it may stand in SVG.
pub fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn picture_should_escape_what_it_says() {
        let mut picture = Picture::begin(10.0, 20.5, "a < b");
        picture.text((1.0, 2.0), "end", "\"ours\" & theirs");
        picture.grid((0.0, 0.0), (10.0, 20.0));
        let svg = picture.end();
        assert!(svg.starts_with("<svg") && svg.ends_with("</svg>\n"), "{svg}");
        assert!(svg.contains(r#"viewBox="0 0 10 20.5""#) && svg.contains("a &lt; b"), "{svg}");
        assert!(svg.contains(r#"text-anchor="end">&quot;ours&quot; &amp; theirs</text>"#), "{svg}");
        assert_eq!(svg.matches('<').count(), svg.matches('>').count());
    }
}
