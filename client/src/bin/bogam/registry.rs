//! Organisations, seats and licences.

use crate::{
    context::{Context, parse_name},
    output::{Failure, Outcome, Report},
    words::parse_moment,
};
use bogam_client::chain::{
    Chain,
    runtime::{
        runtime_types::pallet_registry::types::{
            Licence, LicenceReason, LicenceStatus, NotEntitled, Organisation, OrganisationStatus, Seat,
        },
        transactions, view_functions,
    },
};
use bogam_primitives::{
    Capacities, Capacity, Commitment, LicenceId, Moment, OrganisationId, Profession, commitment::tags,
};
use clap::Subcommand;
use serde_json::{Value, json};
use std::{path::PathBuf, str::FromStr};
use subxt::utils::{AccountId32, Static};

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Read about organisations.
    #[command(subcommand)]
    Organisation(OrganisationCommand),
    /// Let accounts act for your organisation (signed by its admin).
    #[command(subcommand)]
    Seat(SeatCommand),
    /// Grant and change licences (signed by a licensing seat of an authority).
    #[command(subcommand)]
    Licence(LicenceCommand),
    /// Your organisation's admin key.
    #[command(subcommand)]
    Admin(AdminCommand),
}

#[derive(Debug, Subcommand)]
pub enum OrganisationCommand {
    /// Show one.
    Show {
        /// Its number.
        id: OrganisationId,
    },
    /// List all.
    List,
    /// Show what became of one.
    History {
        /// Its number.
        id: OrganisationId,
    },
}

#[derive(Debug, Subcommand)]
pub enum SeatCommand {
    /// Let an account act for your organisation.
    Grant {
        /// The account.
        #[arg(value_parser = parse_account)]
        account: AccountId32,
        /// What it may do: prescribe, dispense, license, issue-certificate, submit-claim, assess-claim, custodian,
        /// privacy-officer, access-records, emergency-access, review-research, endorse-certificate, underwrite or
        /// settle-claim. May be given more than once.
        #[arg(long = "capacity", required = true, value_parser = parse_name::<Capacity>)]
        capacities: Vec<Capacity>,
        /// The number of the licence that it is tied to.
        #[arg(long)]
        licence: Option<LicenceId>,
        /// From this moment on: a date, a time with its offset, or milliseconds since 1970. Default: now.
        #[arg(long, value_parser = parse_moment)]
        valid_from: Option<Moment>,
        /// Until this moment, likewise; a date means its first moment. Default: until it is withdrawn.
        #[arg(long, value_parser = parse_moment)]
        valid_until: Option<Moment>,
    },
    /// End a seat.
    Withdraw {
        /// The account.
        #[arg(value_parser = parse_account)]
        account: AccountId32,
    },
    /// Declare that a key was in wrong hands since a moment: what it signed since is void.
    Compromise {
        /// The account.
        #[arg(value_parser = parse_account)]
        account: AccountId32,
        /// The moment: a time with its offset, such as 2026-11-21T03:00:00+09:00, a date, or milliseconds since 1970.
        #[arg(long, value_parser = parse_moment)]
        since: Moment,
    },
    /// Show the seat of an account, and those it had.
    Show {
        /// The account.
        #[arg(value_parser = parse_account)]
        account: AccountId32,
    },
    /// Say whether an account may act in a capacity, and for whom, or why not (exit code 1).
    Entitled {
        /// The account.
        #[arg(value_parser = parse_account)]
        account: AccountId32,
        /// What it wants to do: as for `grant`.
        #[arg(long, value_parser = parse_name::<Capacity>)]
        capacity: Capacity,
        /// At this moment, by all that is known today: a date, a time with its offset, or milliseconds since 1970.
        /// Default: now.
        #[arg(long, value_parser = parse_moment)]
        at: Option<Moment>,
    },
}

#[derive(Debug, Subcommand)]
pub enum LicenceCommand {
    /// Grant a licence.
    Grant {
        /// The profession: physician, dentist, korean-medicine-doctor, midwife, pharmacist, nurse or
        /// laboratory-scientist.
        #[arg(long, value_parser = parse_name::<Profession>)]
        profession: Profession,
        /// A file that names the person. Only a salted commitment to it goes on the chain.
        #[arg(long)]
        person: PathBuf,
        /// Where to write the salt of the commitment (only its owner can read it).
        #[arg(long)]
        salt_out: PathBuf,
        /// From this moment on: a date, a time with its offset, or milliseconds since 1970.
        #[arg(long, value_parser = parse_moment)]
        valid_from: Moment,
        /// Until this moment, likewise; a date means its first moment.
        #[arg(long, value_parser = parse_moment)]
        valid_until: Moment,
    },
    /// Suspend a licence: every seat tied to it stops at once.
    Suspend {
        /// Its number.
        id: LicenceId,
        /// Why: surrendered, disciplinary, lapsed, incapacity, deceased, fraud, court-order or granted-in-error.
        #[arg(long, value_parser = parse_reason)]
        reason: LicenceReason,
    },
    /// Reinstate a suspended licence.
    Reinstate {
        /// Its number.
        id: LicenceId,
    },
    /// Revoke a licence for good.
    Revoke {
        /// Its number.
        id: LicenceId,
        /// Why, as for suspend.
        #[arg(long, value_parser = parse_reason)]
        reason: LicenceReason,
    },
    /// Lengthen a licence.
    Extend {
        /// Its number.
        id: LicenceId,
        /// The new end: a date, of which the first moment counts, a time with its offset, or milliseconds since 1970.
        #[arg(long, value_parser = parse_moment)]
        valid_until: Moment,
    },
    /// Show a licence.
    Show {
        /// Its number.
        id: LicenceId,
    },
}

#[derive(Debug, Subcommand)]
pub enum AdminCommand {
    /// Hand your organisation over to another admin key.
    Rotate {
        /// The new admin's account.
        #[arg(value_parser = parse_account)]
        account: AccountId32,
    },
}

/// An account by its address.
pub fn parse_account(text: &str) -> Result<AccountId32, String> {
    AccountId32::from_str(text).map_err(|error| format!("not an address: {error:?}"))
}

fn parse_reason(text: &str) -> Result<LicenceReason, String> {
    Ok(match text {
        "surrendered" => LicenceReason::Surrendered,
        "disciplinary" => LicenceReason::Disciplinary,
        "lapsed" => LicenceReason::Lapsed,
        "incapacity" => LicenceReason::Incapacity,
        "deceased" => LicenceReason::Deceased,
        "fraud" => LicenceReason::Fraud,
        "court-order" => LicenceReason::CourtOrder,
        "granted-in-error" => LicenceReason::GrantedInError,
        _ => {
            return Err("one of surrendered, disciplinary, lapsed, incapacity, deceased, fraud, court-order, \
                 granted-in-error"
                .into());
        }
    })
}

pub async fn run(command: Command, context: &Context) -> Outcome<Report> {
    let chain = context.chain().await?;
    match command {
        Command::Organisation(command) => organisation(command, &chain).await,
        Command::Seat(command) => seat(command, context, &chain).await,
        Command::Licence(command) => licence(command, context, &chain).await,
        Command::Admin(AdminCommand::Rotate { account }) => {
            context.submit(&chain, &transactions().registry().rotate_admin(account)).await?;
            Ok(Report::data(json!({ "admin": account.to_string() })))
        }
    }
}

async fn organisation(command: OrganisationCommand, chain: &Chain) -> Outcome<Report> {
    let unknown = || Failure::unknown("Registry", "UnknownOrganisation", "There is no such organisation.");
    match command {
        OrganisationCommand::Show { id } => {
            let found = chain.organisation(id).await?.ok_or_else(unknown)?;
            Ok(Report::data(json!({ "organisation": organisation_value(id, &found) })))
        }
        OrganisationCommand::List => {
            let all = chain.organisations().await?;
            let values: Vec<_> = all.iter().map(|(id, found)| organisation_value(*id, found)).collect();
            let lines = all
                .iter()
                .map(|(id, found)| format!("{id}  {:?}  {}\n", found.kind.0, String::from_utf8_lossy(&found.name.0)));
            let text = lines.collect();
            Ok(Report { value: json!({ "organisations": values }), text })
        }
        OrganisationCommand::History { id } => {
            chain.organisation(id).await?.ok_or_else(unknown)?;
            let history = chain.ask(view_functions().registry().organisation_history(id)).await?;
            let entries: Vec<_> = history
                .iter()
                .map(|change| json!({ "status": status_name(&change.status), "since": change.since }))
                .collect();
            Ok(Report::data(json!({ "history": entries })))
        }
    }
}

/// How an organisation stands, for programs.
pub fn status_name(status: &OrganisationStatus) -> &'static str {
    match status {
        OrganisationStatus::Active => "active",
        OrganisationStatus::Suspended => "suspended",
        OrganisationStatus::Removed => "removed",
    }
}

fn organisation_value(id: OrganisationId, found: &Organisation) -> Value {
    json!({
        "id": id,
        "kind": format!("{:?}", found.kind.0),
        "name": String::from_utf8_lossy(&found.name.0),
        "institutionCode": String::from_utf8_lossy(&found.institution_code.0),
        "status": status_name(&found.status),
        "admin": found.admin.to_string(),
        "admittedAt": found.admitted_at,
    })
}

async fn seat(command: SeatCommand, context: &Context, chain: &Chain) -> Outcome<Report> {
    let calls = transactions().registry();
    let account = match command {
        SeatCommand::Grant { account, capacities, licence, valid_from, valid_until } => {
            let capacities = Static(Capacities::of(&capacities));
            // Zero has passed: the chain lets it begin now.
            let call = calls.grant_seat(account, capacities, valid_from.unwrap_or(0), valid_until, licence);
            context.submit(chain, &call).await?;
            account
        }
        SeatCommand::Withdraw { account } => {
            context.submit(chain, &calls.withdraw_seat(account)).await?;
            account
        }
        SeatCommand::Compromise { account, since } => {
            context.submit(chain, &calls.report_seat_compromise(account, since)).await?;
            account
        }
        SeatCommand::Show { account } => account,
        SeatCommand::Entitled { account, capacity, at } => return entitled(account, capacity, at, chain).await,
    };
    let live = chain.seat(account).await?;
    let history = chain.ask(view_functions().registry().seat_history(account)).await?;
    Ok(Report::data(json!({
        "account": account.to_string(),
        "seat": live.as_ref().map(seat_value),
        "history": history.iter().map(|interval| json!({
            "seat": seat_value(&interval.seat),
            "until": interval.until,
            "compromisedSince": interval.compromised_since,
        })).collect::<Vec<_>>(),
    })))
}

async fn entitled(account: AccountId32, capacity: Capacity, at: Option<Moment>, chain: &Chain) -> Outcome<Report> {
    let questions = view_functions().registry();
    let answer = match at {
        Some(moment) => chain.ask(questions.entitled_at(account, Static(capacity), moment)).await?,
        None => chain.ask(questions.entitled_now(account, Static(capacity))).await?,
    };
    match answer {
        Ok(actor) => Ok(Report::data(json!({
            "account": account.to_string(),
            "capacity": format!("{capacity:?}"),
            "at": at,
            "organisation": actor.organisation,
            "licence": actor.licence,
        }))),
        Err(reason) => {
            // The pallet's error for the same reason has an explanation and a translation; one of them has another name.
            let name = match reason {
                NotEntitled::KeyCompromised => "AccountCompromised".to_owned(),
                reason => format!("{reason:?}"),
            };
            Err(chain.refusal("Registry", &name).await?.into())
        }
    }
}

fn seat_value(seat: &Seat) -> Value {
    json!({
        "organisation": seat.organisation,
        "capacities": seat.capacities.0.iter().map(|capacity| format!("{capacity:?}")).collect::<Vec<_>>(),
        "grantedAt": seat.granted_at,
        "validFrom": seat.valid_from,
        "validUntil": seat.valid_until,
        "licence": seat.licence,
    })
}

async fn licence(command: LicenceCommand, context: &Context, chain: &Chain) -> Outcome<Report> {
    let calls = transactions().registry();
    let id = match command {
        LicenceCommand::Grant { profession, person, salt_out, valid_from, valid_until } => {
            let salt = bogam_client::documents::random_salt();
            let named = crate::context::read_file(&person)?;
            let commitment = Commitment::new(tags::LICENSED_PERSON, &salt, &named);
            bogam_client::keys::write_private(&salt_out, hex::encode(salt).as_bytes())?;
            let call = calls.grant_licence(Static(profession), Static(commitment), valid_from, valid_until);
            let done = context.submit(chain, &call).await?;
            let granted = done.events.find_first::<bogam_client::chain::runtime::registry::events::LicenceGranted>();
            match granted {
                Some(Ok(event)) => event.licence,
                _ => return Ok(Report::data(json!({ "licence": Value::Null }))),
            }
        }
        LicenceCommand::Suspend { id, reason } => {
            context.submit(chain, &calls.suspend_licence(id, reason)).await?;
            id
        }
        LicenceCommand::Reinstate { id } => {
            context.submit(chain, &calls.reinstate_licence(id)).await?;
            id
        }
        LicenceCommand::Revoke { id, reason } => {
            context.submit(chain, &calls.revoke_licence(id, reason)).await?;
            id
        }
        LicenceCommand::Extend { id, valid_until } => {
            context.submit(chain, &calls.extend_licence(id, valid_until)).await?;
            id
        }
        LicenceCommand::Show { id } => id,
    };
    let unknown = || Failure::unknown("Registry", "UnknownLicence", "There is no such licence.");
    let found = chain.licence(id).await?.ok_or_else(unknown)?;
    Ok(Report::data(json!({ "licence": licence_value(id, &found) })))
}

fn licence_value(id: LicenceId, found: &Licence) -> Value {
    let status = match found.status {
        LicenceStatus::Active => "active",
        LicenceStatus::Suspended => "suspended",
        LicenceStatus::Revoked => "revoked",
    };
    json!({
        "id": id,
        "authority": found.authority,
        "profession": format!("{:?}", found.profession.0),
        "status": status,
        "validFrom": found.valid_from,
        "validUntil": found.valid_until,
    })
}
