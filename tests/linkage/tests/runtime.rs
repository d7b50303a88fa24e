//! The generator against the runtime: what it says the chain keeps is what the chain keeps.

use bogam_linkage::{DISCIPLINES, Settings, verify};

#[test]
fn generator_should_say_what_the_runtime_keeps_when_it_executes_every_call() {
    for discipline in DISCIPLINES {
        let kept = verify(&Settings { patients: 60, seed: 5, discipline }).unwrap_or_else(|error| panic!("{error}"));
        assert!(kept.prescriptions > 150 && kept.supplies > 150, "{kept:?}");
        assert!(kept.policies > 5 && kept.handles > 5 && kept.claims > 50, "{kept:?}");
        assert!(kept.leaves > 10 && kept.subjects > 2, "{kept:?}");
    }
}
