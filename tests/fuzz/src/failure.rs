//! What a run can find, and how an input that finds something is made smaller.

use crate::play::STEP;
use std::{
    backtrace::{Backtrace, BacktraceStatus},
    cell::{Cell, RefCell},
    fmt, panic,
    sync::Once,
    time::Instant,
};

/// What is wrong, so that two failures can be compared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Something panicked, at this place.
    Panic(String),
    /// Something happened of which the code says that it cannot: a defensive failure of the runtime.
    Defensive,
    /// A call weighs more than it has declared.
    Overweight,
    /// An invariant does not hold after a block: its name.
    Invariant(&'static str),
}

/// What a run has found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    /// What is wrong.
    pub kind: Kind,
    /// The details, for people.
    pub detail: String,
}

impl Failure {
    /// An invariant that does not hold.
    pub fn invariant(name: &'static str, detail: impl Into<String>) -> Self {
        Self { kind: Kind::Invariant(name), detail: detail.into() }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{:?}: {}", self.kind, self.detail)
    }
}

thread_local! {
    /// The first thing that the runtime has logged and that must not happen.
    static LOGGED: RefCell<Option<Failure>> = const { RefCell::new(None) };
    /// The last panic.
    static PANICKED: RefCell<Option<Failure>> = const { RefCell::new(None) };
    /// Whether panics of this thread are noted here instead of being written out.
    static CATCHING: Cell<bool> = const { Cell::new(false) };
}

/// Reads in the log what a release build does not panic for.
struct Watch;

impl log::Log for Watch {
    fn enabled(&self, metadata: &log::Metadata<'_>) -> bool {
        metadata.level() == log::Level::Error
    }

    fn log(&self, record: &log::Record<'_>) {
        let text = record.args().to_string();
        // The words of `PostDispatchInfo::calc_actual_weight`, whatever call the call is in.
        let kind = if record.target() == "runtime::defensive" {
            Kind::Defensive
        } else if text.starts_with("Post dispatch weight is greater than pre dispatch weight") {
            Kind::Overweight
        } else {
            return;
        };
        LOGGED.with_borrow_mut(|first| {
            first.get_or_insert(Failure { kind, detail: text });
        });
    }

    fn flush(&self) {}
}

/// Watches log and panics from now on.
pub fn watch() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        if log::set_logger(&Watch).is_ok() {
            log::set_max_level(log::LevelFilter::Error);
        }
        let before = panic::take_hook();
        panic::set_hook(Box::new(move |info| {
            if !CATCHING.get() {
                before(info);
                return;
            }
            let place = info.location().map_or_else(String::new, |place| format!("{}:{}", place.file(), place.line()));
            // With RUST_BACKTRACE=1 also how it came there.
            let stack = Backtrace::capture();
            let detail = match stack.status() {
                BacktraceStatus::Captured => format!("{info}\n{stack}"),
                _ => info.to_string(),
            };
            PANICKED.set(Some(Failure { kind: Kind::Panic(place), detail }));
        }));
    });
    LOGGED.set(None);
}

/// What was logged since [`watch`] and must not happen; it is forgotten.
pub fn logged() -> Option<Failure> {
    LOGGED.take()
}

/// Does what may panic, and tells the panic as a failure.
pub fn catch<Done>(act: impl FnOnce() -> Result<Done, Failure>) -> Result<Done, Failure> {
    CATCHING.set(true);
    let caught = panic::catch_unwind(panic::AssertUnwindSafe(act));
    CATCHING.set(false);
    caught.unwrap_or_else(|_| {
        let noted = PANICKED.take();
        Err(noted.unwrap_or_else(|| Failure { kind: Kind::Panic(String::new()), detail: "it panicked".to_owned() }))
    })
}

/// Leaves out of `input` whatever steps it fails without, until `deadline`. `fails` says whether an input still fails in the
/// same way.
pub fn minimise(input: &[u8], deadline: Instant, fails: impl Fn(&[u8]) -> bool) -> Vec<u8> {
    let mut best = input.to_vec();
    let mut size = best.len().div_ceil(STEP).div_ceil(2).max(1);
    loop {
        let mut place = 0;
        let mut is_smaller = false;
        while place * STEP < best.len() {
            if Instant::now() >= deadline {
                return best;
            }
            let end = ((place + size) * STEP).min(best.len());
            let without = [&best[..place * STEP], &best[end..]].concat();
            if fails(&without) {
                best = without;
                is_smaller = true;
            } else {
                place += size;
            }
        }
        if size > 1 {
            size = size.div_ceil(2);
        } else if !is_smaller {
            return best;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    #[test]
    fn minimise_should_leave_the_steps_that_are_needed() {
        let input = (0..40u8).flat_map(|step| [step; STEP]).collect::<Vec<_>>();
        let fails = |input: &[u8]| input.contains(&7) && input.contains(&31);
        let least = minimise(&input, Instant::now() + Duration::from_secs(10), fails);
        assert_eq!(least, [[7; STEP], [31; STEP]].concat());
    }

    #[test]
    fn minimise_should_end_at_once_when_its_time_is_over() {
        let input = vec![1; 10 * STEP];
        assert_eq!(minimise(&input, Instant::now(), |_| true), input);
    }

    #[test]
    fn panic_should_be_told_as_a_failure() {
        watch();
        let caught: Result<(), Failure> = catch(|| panic!("on purpose"));
        let failure = caught.expect_err("it panicked");
        assert!(matches!(&failure.kind, Kind::Panic(place) if place.contains("failure.rs")), "{failure}");
        assert!(failure.detail.contains("on purpose"));
    }

    #[test]
    fn log_should_be_read_for_what_must_not_happen() {
        watch();
        log::error!(target: "runtime::frame-support", "Something else");
        assert_eq!(logged(), None);
        log::error!(target: "runtime::frame-support", "Post dispatch weight is greater than pre dispatch weight. ...");
        log::error!(target: "runtime::defensive", "a defensive failure");
        assert_eq!(logged().map(|failure| failure.kind), Some(Kind::Overweight), "the first one");
        assert_eq!(logged(), None);
    }
}
