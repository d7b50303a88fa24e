//! The names in JSON text, which a parsed value no longer tells: one that occurs twice in an object is gone from it.

use std::collections::HashSet;

/// What [`walk`] meets.
pub(crate) enum Met<'a> {
    /// An object or array was opened, at this depth; the outermost one has depth 1.
    Opened(usize),
    /// A member of an object.
    Member {
        /// Its name.
        name: &'a str,
        /// Whether the object had one of this name already.
        again: bool,
    },
}

/// Tells `visit` what is in `json`, in its order, until it answers with an error. The text must be valid JSON.
pub(crate) fn walk<Refusal>(json: &[u8], mut visit: impl FnMut(Met<'_>) -> Result<(), Refusal>) -> Result<(), Refusal> {
    // One set of names per open object; arrays have none. In valid JSON a string is a name when a colon follows.
    let mut open: Vec<Option<HashSet<String>>> = Vec::new();
    let mut position = 0;
    while let Some(byte) = json.get(position) {
        position += 1;
        match byte {
            b'{' | b'[' => {
                open.push((*byte == b'{').then(HashSet::new));
                visit(Met::Opened(open.len()))?;
            }
            b'}' | b']' => {
                open.pop();
            }
            b'"' => {
                let start = position - 1;
                while let Some(inner) = json.get(position) {
                    position += if *inner == b'\\' { 2 } else { 1 };
                    if *inner == b'"' {
                        break;
                    }
                }
                let follows = json.get(position..).unwrap_or_default().iter().find(|byte| !byte.is_ascii_whitespace());
                if follows == Some(&b':')
                    && let Some(Some(names)) = open.last_mut()
                {
                    let text = json.get(start..position).unwrap_or_default();
                    // In valid JSON it is a text; elsewhere the bytes serve as a name as well.
                    let name =
                        serde_json::from_slice(text).unwrap_or_else(|_| String::from_utf8_lossy(text).into_owned());
                    visit(Met::Member { name: &name, again: names.contains(&name) })?;
                    names.insert(name);
                }
            }
            _ => {}
        }
    }
    Ok(())
}
