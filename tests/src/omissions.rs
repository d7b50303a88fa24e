//! What is not checked where it cannot be: a machine may lack what a test needs. The test says so and ends well, which is easily taken
//! for a result. So it leaves a line in the file that `BOGAM_NOT_CHECKED` names, as scripts do, and `scripts/test` lists these at its
//! end. With `BOGAM_STRICT=1` it fails instead.

use crate::{Outcome, ensure};
use std::{
    env,
    fmt::Display,
    fs::OpenOptions,
    io::Write,
    path::{Path, PathBuf},
};

/// Leaves word that `what` is not checked on this machine. Yields what is to be printed.
///
/// # Errors
/// Where `BOGAM_STRICT` is 1, or the file that `BOGAM_NOT_CHECKED` names cannot be written.
pub fn not_checked(what: &str, reason: impl Display) -> Outcome<String> {
    let file = env::var_os("BOGAM_NOT_CHECKED").filter(|name| !name.is_empty()).map(PathBuf::from);
    let is_strict = env::var_os("BOGAM_STRICT").is_some_and(|value| value == "1");
    leave_word(what, &reason.to_string(), file.as_deref(), is_strict)
}

fn leave_word(what: &str, reason: &str, file: Option<&Path>, is_strict: bool) -> Outcome<String> {
    // What a tool says may have several lines, and word is one.
    let word = format!("{what}: {}", reason.split_whitespace().collect::<Vec<_>>().join(" "));
    ensure(!is_strict, || format!("NOT CHECKED: {word} (BOGAM_STRICT=1)"))?;
    if let Some(file) = file {
        // In one piece: other tests write there too.
        let mut file = OpenOptions::new().create(true).append(true).open(file)?;
        file.write_all(format!("{word}\n").as_bytes())?;
    }
    Ok(format!("NOT CHECKED: {word}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    #[test]
    fn word_should_be_left_after_what_others_have_left() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("not-checked");
        let said = leave_word("the moon", "unshare said:\n  it is cloudy", Some(&file), false).unwrap();
        assert_eq!(said, "NOT CHECKED: the moon: unshare said: it is cloudy");
        leave_word("the sun", "it is night", Some(&file), false).unwrap();
        let left = fs::read_to_string(&file).unwrap();
        assert_eq!(left, "the moon: unshare said: it is cloudy\nthe sun: it is night\n");
        leave_word("the stars", "it is day", None, false).unwrap();
    }

    #[test]
    fn test_should_fail_when_nothing_may_be_left_out() {
        let failure = leave_word("the moon", "it is cloudy", None, true).unwrap_err();
        assert!(failure.0.contains("the moon: it is cloudy"), "{failure}");
    }
}
