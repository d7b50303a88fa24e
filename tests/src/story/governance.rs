//! The council votes.

use super::{Scene, Telling};
use crate::{
    Outcome,
    command::exit,
    councillors::{Councillors, text_of},
    ensure,
};

/// How the clinic that joins is called.
const NAME: &str = "해운대의원 (Haeundae Clinic)";

/// A vote admits a clinic, which can then act.
pub fn admit(scene: &mut Scene<'_>, tell: &mut Telling<'_>) -> Outcome<()> {
    let scene = &*scene;
    let command = &scene.command;
    let folder = scene.folder.join("council");
    let council = Councillors::gather(command, &folder)?;
    let key = |name: &str| -> Outcome<(std::path::PathBuf, String)> {
        let file = folder.join(name);
        let account = command.new_key(&file)?;
        Ok((file, account))
    };
    let ((admin_key, admin), (records_key, records)) = (key("admin.key")?, key("records.key")?);
    let (_, patient) = key("patient.key")?;
    let grant = ["registry", "seat", "grant", &records, "--capacity", "custodian"];

    tell.line("a clinic that is no member is refused at the door", || {
        command.with_key(&admin_key, &grant)?.refused(exit::REFUSED, "chain_unknown_account")
    })?;
    let organisations = scene.chain.organisations()?;
    // A code is never given again, and the story may be told twice on one network.
    let code = format!("313{organisations:05}");
    let moved = tell.line("a member moves to admit it, and the command says in words what that does", || {
        let moved = council.propose(&[
            "admit-organisation",
            "--kind",
            "clinic",
            "--admin",
            &admin,
            "--name",
            NAME,
            "--institution-code",
            &code,
        ])?;
        let shown = command.read(&["governance", "show", "--motion", text_of(&moved, "hash")?])?.done()?;
        let does = &shown["motion"]["does"];
        ensure(text_of(does, "english")?.starts_with(&format!("admits the clinic \"{NAME}\"")), || {
            format!("it is told as {does}")
        })?;
        ensure(text_of(does, "korean")?.contains("의원"), || format!("it is told as {does}"))?;
        Ok(moved)
    })?;
    let number = moved["number"].to_string();
    let threshold = moved["threshold"].as_u64().ok_or("the motion has no threshold")?;
    let threshold = usize::try_from(threshold)?;
    let close = ["governance", "close", "--motion", &number];
    let line = format!("{} of {} members vote for it, one fewer than it needs", threshold - 1, council.seats);
    tell.line(&line, || {
        council.vote(&number, 0..threshold - 1, "--yes")?;
        council.does(0, &close)?.refused(exit::REFUSED, "TooEarly")?;
        ensure(scene.chain.organisations()? == organisations, || "it has been admitted".into())
    })?;
    let member = tell.line("with the last vote it is carried, and the clinic is a member", || {
        council.vote(&number, threshold - 1..threshold, "--yes")?;
        let closed = council.does(0, &close)?.done()?;
        ensure(closed["outcome"] == "carriedOut", || format!("it ended so: {closed}"))?;
        ensure(scene.chain.organisations()? == organisations + 1, || "there is no new organisation".into())?;
        let shown = command.read(&["registry", "organisation", "show", &organisations.to_string()])?.done()?;
        ensure(shown["organisation"]["admin"] == admin.as_str(), || format!("another has joined: {shown}"))?;
        Ok(organisations)
    })?;
    tell.line("its admin seats a keeper of records, who registers the clinic's first patient", || {
        command.with_key(&admin_key, &grant)?.done()?;
        let register = ["consent", "subject", "register", "--holder", &patient];
        let registered = command.with_key(&records_key, &register)?.done()?;
        ensure(registered["custodian"] == member, || format!("another keeps the records: {registered}"))
    })
}
