//! The places in the documentation where figures stand that somebody has measured: between two markers, of which the
//! first has their name.

use crate::{Failure, Outcome, ensure};

const END: &str = "<!-- end of figures -->";

fn begin(name: &str) -> String {
    format!("<!-- figures: {name} -->")
}

/// The document with `content` instead of what stands between the markers of `name`.
pub fn replaced(document: &str, name: &str, content: &str) -> Outcome<String> {
    let begin = begin(name);
    let missing = |what: &str| Failure(format!("the document has no {what} for the figures \"{name}\""));
    let (before, behind) = document.split_once(begin.as_str()).ok_or_else(|| missing("beginning"))?;
    let (_, after) = behind.split_once(END).ok_or_else(|| missing("end"))?;
    ensure(!content.contains("<!-- "), || format!("the figures \"{name}\" have markers of their own"))?;
    Ok(format!("{before}{begin}\n{}\n{END}{after}", content.trim()))
}

/// Text as it may stand in a cell of a table.
pub fn cell(text: &str) -> String {
    text.replace('|', "\\|").replace('\n', " ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_should_be_replaced_between_their_own_markers_only() {
        let document = format!("a\n{}\nold\n{END}\nb\n{}\nkept\n{END}\n", begin("one"), begin("two"));
        let changed = replaced(&document, "one", "new\n").unwrap();
        assert_eq!(changed, format!("a\n{}\nnew\n{END}\nb\n{}\nkept\n{END}\n", begin("one"), begin("two")));
        assert_eq!(replaced(&changed, "one", "new").unwrap(), changed, "the same again changes nothing");
        assert!(replaced(&document, "three", "x").is_err());
        assert!(replaced(&document, "one", &begin("two")).is_err());
    }

    #[test]
    fn cell_should_stay_one_cell() {
        assert_eq!(cell("0.8 | 1\n2"), "0.8 \\| 1 2");
    }
}
