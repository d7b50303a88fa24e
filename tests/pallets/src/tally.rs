//! What was tried while a model ran beside its pallet, and how it went.

use scale_info::{TypeDef, TypeInfo};
use sp_runtime::{DispatchError, DispatchResult, ModuleError};
use std::{
    cell::RefCell,
    collections::{BTreeMap, BTreeSet},
    fmt::{self, Debug, Display, Formatter, Write},
};

thread_local! {
    static TALLY: RefCell<Tally> = const { RefCell::new(Tally(BTreeMap::new())) };
}

/// How often one operation was done, and how often refused.
#[derive(Debug, Default)]
struct Tries {
    done: u64,
    /// How often it was refused, by the error that the pallet has named.
    refused: BTreeMap<String, u64>,
    /// What has spoken against it, alone or with others.
    predicted: BTreeSet<String>,
}

/// What was tried in this thread: operations by their names, which are those of the variants.
#[derive(Debug, Default)]
pub struct Tally(BTreeMap<String, Tries>);

impl Tally {
    /// Counts an operation against which `reasons` have spoken.
    pub fn note(operation: &impl Debug, reasons: &[DispatchError], result: &DispatchResult) {
        TALLY.with_borrow_mut(|Self(tally)| {
            let tries = tally.entry(variant_name(operation)).or_default();
            match result {
                Ok(()) => tries.done += 1,
                Err(error) => *tries.refused.entry(error_name(error)).or_default() += 1,
            }
            tries.predicted.extend(reasons.iter().map(error_name));
        });
    }

    /// What was counted in this thread since it was last taken.
    pub fn take() -> Self {
        TALLY.take()
    }

    /// The operations that were tried and always refused.
    pub fn never_done(&self) -> Vec<&str> {
        let Self(tally) = self;
        tally.iter().filter(|(_, tries)| tries.done == 0).map(|(name, _)| name.as_str()).collect()
    }

    /// Those of these errors for which nothing was refused.
    pub fn unseen(&self, errors: &[&'static str]) -> Vec<&'static str> {
        let seen = |name: &str| self.0.values().any(|tries| tries.refused.contains_key(name));
        errors.iter().copied().filter(|name| !seen(name)).collect()
    }
}

impl Display for Tally {
    /// A line for each operation, with the reasons that always spoke beside others that the pallet named instead.
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        for (name, Tries { done, refused, predicted }) in &self.0 {
            let times = refused.values().sum::<u64>();
            write!(formatter, "{name}: done {done} times, refused {times} times, for {} reasons", refused.len())?;
            let unnamed: Vec<&str> =
                predicted.iter().filter(|reason| !refused.contains_key(*reason)).map(String::as_str).collect();
            if !unnamed.is_empty() {
                write!(formatter, "; never for {}", unnamed.join(", "))?;
            }
            writeln!(formatter)?;
        }
        Ok(())
    }
}

/// The names of a pallet's errors.
pub fn error_names<Error: TypeInfo>() -> Vec<&'static str> {
    match Error::type_info().type_def {
        TypeDef::Variant(errors) => errors.variants.iter().map(|error| error.name).collect(),
        _ => Vec::new(),
    }
}

fn error_name(error: &DispatchError) -> String {
    match error {
        DispatchError::Module(ModuleError { message: Some(name), .. }) => (*name).into(),
        other => format!("{other:?}"),
    }
}

/// The beginning of a text, as far as it is a name.
#[derive(Default)]
struct Name(String);

impl Write for Name {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        let end = text.find(|letter: char| !letter.is_ascii_alphanumeric());
        self.0.push_str(&text[..end.unwrap_or(text.len())]);
        if end.is_none() { Ok(()) } else { Err(fmt::Error) }
    }
}

/// The name of a variant, without its fields.
fn variant_name(operation: &impl Debug) -> String {
    let mut name = Name::default();
    // It fails where the name ends, so that the fields, which may be long, are not written.
    let _ = write!(name, "{operation:?}");
    name.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug)]
    #[allow(dead_code, reason = "only their names are asked for")]
    enum Deed {
        Send(u8, &'static str),
        Take { what: u8 },
        Wait,
    }

    #[derive(TypeInfo)]
    #[allow(dead_code, reason = "only their names are asked for")]
    enum Mistake {
        Late,
        Lost(u8),
    }

    fn refusal(name: &'static str) -> DispatchError {
        DispatchError::Module(ModuleError { index: 1, error: [name.len() as u8, 0, 0, 0], message: Some(name) })
    }

    #[test]
    fn variant_name_should_be_without_fields() {
        let deeds = [Deed::Send(1, "Wait"), Deed::Take { what: 2 }, Deed::Wait];
        assert_eq!(deeds.each_ref().map(variant_name), ["Send", "Take", "Wait"]);
    }

    #[test]
    fn error_names_should_be_those_of_the_variants() {
        assert_eq!(error_names::<Mistake>(), ["Late", "Lost"]);
    }

    #[test]
    fn tally_should_tell_what_was_never_done_and_which_errors_were_not_seen() {
        Tally::take();
        Tally::note(&Deed::Wait, &[], &Ok(()));
        Tally::note(&Deed::Send(1, ""), &[refusal("Late"), refusal("Lost")], &Err(refusal("Late")));
        let tally = Tally::take();
        assert_eq!(tally.never_done(), ["Send"]);
        assert_eq!(tally.unseen(&["Late", "Lost"]), ["Lost"]);
        let told = tally.to_string();
        assert!(told.contains("Send: done 0 times, refused 1 times, for 1 reasons; never for Lost\n"), "{told}");
        assert!(told.contains("Wait: done 1 times, refused 0 times, for 0 reasons\n"), "{told}");
        // It begins anew.
        assert!(Tally::take().never_done().is_empty());
    }
}
