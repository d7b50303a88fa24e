//! The calls of which the load is made, encoded from the types that the chain itself uses. A test reads each of them with the
//! metadata.

use crate::{
    documents::random_salt,
    governance::matter::{EncodedCall, encoded},
};
use bogam_primitives::{
    Capacities, Capacity, ClaimId, Commitment, LicenceId, Moment, OrganisationId, PlanId, PrescriptionId, Signed, Won,
    certificate::{BatchName, CertificateReference, RevocationReason, SchemaId},
    claim::{
        AuthoriseClaim, CategoryRule, HandleSteps, NewClaim, NewLine, OverdueRule, PayeeKind, PlanTerms, PolicyId,
        ServiceCategory, ServiceReference, SettlementMode,
    },
    consent::{
        Action, Actions, Categories, Category, ConsentId, Effect, Grantee, ProjectId, Purpose, Purposes, Sensitivities,
        SubjectId, Terms,
    },
    prescription::{AcceptPrescription, QUANTITY_SCALE, Schedule},
    time::DAY,
};
use codec::{Compact, Encode, Output};
use sp_core::H256;
use sp_runtime::MultiSignature;

/// An account, as the chain encodes it.
pub type Account = [u8; 32];

/// What a visit costs, in won.
pub const VISIT: Won = 15_000;

/// What the medicine of a prescription costs, in won.
pub const MEDICINE: Won = 8_000;

/// For how long what is issued counts.
pub const VALIDITY: Moment = 30 * DAY;

/// How much of the one item is prescribed, and supplied: thirty tablets.
const QUANTITY: u64 = 30 * QUANTITY_SCALE;

/// How many certificates the batches have of which some are revoked: as many as a batch can have.
pub const LARGEST_BATCH: u32 = 1 << 20;

/// How many certificates a batch has that is issued during the run: those of a morning.
const BATCH: u32 = 50;

/// Bytes that are encoded already.
struct Raw(Vec<u8>);

impl Encode for Raw {
    fn size_hint(&self) -> usize {
        self.0.len()
    }

    fn encode_to<O: Output + ?Sized>(&self, output: &mut O) {
        output.write(&self.0);
    }
}

/// A fresh commitment. What it commits to is thrown away.
fn commitment() -> Commitment {
    Commitment(H256(random_salt()))
}

/// Several calls in one, all of which succeed or none.
pub fn batch(calls: &[Vec<u8>]) -> EncodedCall {
    // A batch is short: far below what a compact number of 32 bits holds.
    let count = Compact(u32::try_from(calls.len()).unwrap_or(u32::MAX)).encode();
    encoded("Utility", "batch_all", &Raw([count, calls.concat()].concat()))
}

/// What an organisation may use in a window, in picoseconds of execution.
pub fn set_allowance(organisation: OrganisationId, allowance: u64) -> EncodedCall {
    encoded("Metering", "set_allowance", &(organisation, Some(allowance)))
}

/// A seat without an end.
pub fn grant_seat(account: &Account, capacities: &[Capacity], licence: Option<LicenceId>) -> EncodedCall {
    let always: (Moment, Option<Moment>) = (0, None);
    encoded("Registry", "grant_seat", &(account, Capacities::of(capacities), always, licence))
}

/// Money from the signer's account to another.
pub fn transfer(to: &Account, amount: u128) -> EncodedCall {
    // The first variant of an address is an account.
    encoded("Balances", "transfer_keep_alive", &(0u8, to, Compact(amount)))
}

/// A prescription of one item and one issue, and its identifier.
pub fn issue(organisation: OrganisationId, holder: &Account, now: Moment) -> (PrescriptionId, EncodedCall) {
    let (commitment, until) = (commitment(), now.saturating_add(VALIDITY));
    let interval: Moment = 0;
    let item = (QUANTITY, true, self::commitment());
    let new = (commitment, Schedule::Ordinary, now, until, interval, vec![*holder], vec![item]);
    (PrescriptionId::derive(organisation, &commitment, until), encoded("Prescriptions", "issue", &new))
}

/// A pharmacy takes a prescription, with the holder's statement.
pub fn accept(prescription: PrescriptionId, statement: &Signed<AcceptPrescription, MultiSignature>) -> EncodedCall {
    encoded("Prescriptions", "accept", &(prescription, statement))
}

/// All of the one item of a prescription is supplied.
pub fn dispense(prescription: PrescriptionId) -> EncodedCall {
    let (item, substituted): (u8, bool) = (0, false);
    encoded("Prescriptions", "dispense", &(prescription, vec![(item, QUANTITY, substituted)], commitment()))
}

/// A plan that decides by its rules alone and pays on the chain, and its identifier.
pub fn publish_plan(insurer: OrganisationId) -> (PlanId, EncodedCall) {
    let terms = PlanTerms {
        deductible: 0,
        annual_cap: Won::MAX / 4,
        waiting_period: 0,
        filing_limit: 365 * DAY,
        automatic_limit: Won::MAX / 4,
        decision_period: 30 * DAY,
        overdue: OverdueRule::Wait,
        appeal_window: 30 * DAY,
        preauthorisation_period: 30 * DAY,
        settlement: SettlementMode::OnChain,
        handle_steps: HandleSteps::NONE,
    };
    let rule = |category| CategoryRule {
        category,
        coverage: 8_000,
        copayment: 1_000,
        line_cap: None,
        frequency: None,
        preauthorisation: false,
        review: false,
    };
    let rules = vec![rule(ServiceCategory::Consultation), rule(ServiceCategory::Medicine)];
    let commitment = commitment();
    let plan = PlanId::derive(insurer, &commitment, &terms, &rules);
    (plan, encoded("Claims", "publish_plan", &(commitment, terms, rules)))
}

/// A policy from yesterday on, for most of a year, and its identifier.
pub fn issue_policy(insurer: OrganisationId, plan: PlanId, holder: &Account, now: Moment) -> (PolicyId, EncodedCall) {
    let (from, until) = (now.saturating_sub(DAY), now.saturating_add(300 * DAY));
    let id = PolicyId::derive(insurer, &plan, holder, from, until);
    (id, encoded("Claims", "issue_policy", &(plan, holder, from, until)))
}

/// Settlement money for an organisation.
pub fn mint(organisation: OrganisationId, amount: Won) -> EncodedCall {
    encoded("Claims", "mint", &(organisation, amount, H256(random_salt())))
}

/// A claim of one line, and its identifier, which the patient signs.
pub fn claim(
    provider: OrganisationId,
    policy: PolicyId,
    payee: PayeeKind,
    service: ServiceReference,
    charge: Won,
) -> (ClaimId, NewClaim) {
    let category = match service {
        ServiceReference::Dispense(_) => ServiceCategory::Medicine,
        ServiceReference::Certificate(_) | ServiceReference::Encounter { .. } => ServiceCategory::Consultation,
    };
    let line = NewLine { category, service, charge, preauthorisation: None };
    let new = NewClaim { policy, payee, commitment: commitment(), lines: vec![line] };
    (ClaimId::derive(provider, &new), new)
}

/// The claim is made, with the statements of those who agree.
pub fn submit(new: &NewClaim, statements: &[Signed<AuthoriseClaim, MultiSignature>]) -> EncodedCall {
    encoded("Claims", "submit", &(new, statements))
}

/// A claim is paid.
pub fn settle(claim: ClaimId) -> EncodedCall {
    encoded("Claims", "settle", &vec![claim])
}

/// A patient becomes a subject at the signer's organisation.
pub fn register_subject(key: &Account) -> EncodedCall {
    let no_guardian: Option<(Account, Moment)> = None;
    encoded("Consent", "register_subject", &(key, no_guardian))
}

/// What a patient decides, time after time: this organisation may read medications and laboratory results for treatment.
pub fn terms(reader: OrganisationId, now: Moment) -> Terms<Account> {
    Terms {
        effect: Effect::Permit,
        grantee: Grantee::Organisation(reader),
        actions: Actions::of(&[Action::Access, Action::Use]),
        categories: Categories::of(&[Category::Medications, Category::LaboratoryResults]),
        purposes: Purposes::of(&[Purpose::Treatment, Purpose::CareManagement]),
        sensitivities: Sensitivities::NONE,
        valid_from: now,
        valid_until: None,
        data_from: None,
        data_until: None,
    }
}

/// A patient decides; the decision before ends.
pub fn decide(subject: SubjectId, sequence: u32, terms: &Terms<Account>, supersedes: Option<ConsentId>) -> EncodedCall {
    encoded("Consent", "decide", &(subject, sequence, terms, supersedes))
}

/// A reader asks for a patient's medications, for treatment.
pub fn request_access(subject: SubjectId) -> EncodedCall {
    let (project, date): (Option<ProjectId>, Option<Moment>) = (None, None);
    let request = (project, Category::Medications, Purpose::Treatment, Action::Access, Sensitivities::NONE, date);
    encoded("Consent", "request_access", &(subject, request))
}

/// A schema under which hospitals and clinics issue, and its identifier. Nobody has to endorse.
pub fn register_schema(authority: OrganisationId) -> (SchemaId, EncodedCall) {
    use bogam_primitives::{OrganisationKind, Profession};

    let salt = random_salt();
    let name = format!("load-{}", hex::encode(salt.get(..8).unwrap_or_default())).into_bytes();
    let (version, endorsement): (u32, Option<OrganisationId>) = (1, None);
    let (kinds, professions) =
        (vec![OrganisationKind::Hospital, OrganisationKind::Clinic], vec![Profession::Physician]);
    let id = SchemaId::derive(authority, &name, version);
    // Batches of the run are of any size.
    let least_size = 1u32;
    let new = (name, version, H256(random_salt()), kinds, professions, 366 * DAY, least_size, endorsement);
    (id, encoded("Certificates", "register_schema", &new))
}

/// A batch of so many certificates, and what it is called after.
pub fn issue_batch(organisation: OrganisationId, schema: SchemaId, size: u32, now: Moment) -> (BatchName, EncodedCall) {
    let (valid_until, nonce) = (now.saturating_add(VALIDITY), H256(random_salt()));
    let name = BatchName { organisation, schema, size, valid_from: now, valid_until, nonce };
    let new = (schema, H256(random_salt()), size, now, valid_until, nonce);
    (name, encoded("Certificates", "issue", &new))
}

/// A batch as it is issued during the run.
pub fn issue_small_batch(organisation: OrganisationId, schema: SchemaId, now: Moment) -> EncodedCall {
    issue_batch(organisation, schema, BATCH, now).1
}

/// A certificate is revoked for good.
pub fn revoke(certificate: CertificateReference) -> EncodedCall {
    encoded("Certificates", "revoke", &(certificate, RevocationReason::HolderRequest))
}

#[cfg(test)]
mod tests {
    use super::{super::form::tests::form, *};
    use crate::{governance::call::Call, keys::Key};
    use bogam_primitives::{certificate::BatchId, prescription::DispenseReference};
    use subxt::metadata::Metadata;

    const ACCOUNT: Account = [3; 32];

    #[test]
    fn every_call_should_be_read_to_its_end_by_the_chains_metadata() {
        let metadata = Metadata::decode_from(include_bytes!("../../artifacts/bogam.scale")).unwrap();
        let form = form();
        let holder = Key::parse("//Alice").unwrap();
        let genesis = H256::repeat_byte(7);
        let (prescription, issued) = issue(1, &ACCOUNT, 5);
        let (plan, published) = publish_plan(4);
        let (policy, insured) = issue_policy(4, plan, &ACCOUNT, 5);
        let service = ServiceReference::Dispense(DispenseReference { prescription, fill: 0, item: 0 });
        let (id, new) = claim(3, policy, PayeeKind::Provider, service, MEDICINE);
        let agreed = holder.sign(genesis, AuthoriseClaim { claim: id, policy, provider: 3 }, 9);
        let accepted = holder.sign_acceptance(genesis, prescription, 3, 0, 9);
        let subject = SubjectId::derive(1, &ACCOUNT);
        let (terms, first) = (terms(2, 5), ConsentId(H256::repeat_byte(1)));
        let (schema, registered) = register_schema(0);
        let (name, batched) = issue_batch(1, schema, LARGEST_BATCH, 5);
        let certificate = CertificateReference { batch: BatchId::derive(&name), index: 8 };
        let allowances = [set_allowance(1, 5), set_allowance(2, 5)];
        let bytes: Vec<_> = allowances.iter().map(|call| form.call_data(call).unwrap()).collect();
        for call in [
            issued,
            published,
            insured,
            registered,
            batched,
            batch(&bytes),
            set_allowance(1, 5),
            grant_seat(&ACCOUNT, &[Capacity::Prescribe], Some(1)),
            grant_seat(&ACCOUNT, &[Capacity::SubmitClaim, Capacity::Dispense], None),
            transfer(&ACCOUNT, 1 << 70),
            accept(prescription, &accepted),
            dispense(prescription),
            mint(4, 5),
            submit(&new, &[agreed.clone(), agreed]),
            settle(id),
            register_subject(&ACCOUNT),
            decide(subject, 0, &terms, None),
            decide(subject, 1, &terms, Some(first)),
            request_access(subject),
            issue_small_batch(1, schema, 5),
            revoke(certificate),
        ] {
            let bytes = form.call_data(&call).unwrap();
            let read = Call::decode(&bytes, &metadata);
            let read = read.unwrap_or_else(|error| panic!("{} {}: {error}", call.pallet_name(), call.call_name()));
            assert_eq!((read.pallet.as_str(), read.name.as_str()), (call.pallet_name(), call.call_name()));
            assert!(read.is_read, "{read}");
        }
    }

    #[test]
    fn what_is_made_twice_should_have_two_identifiers() {
        assert_ne!(publish_plan(4).0, publish_plan(4).0);
        assert_ne!(issue(1, &ACCOUNT, 5).0, issue(1, &ACCOUNT, 5).0);
        assert_ne!(register_schema(0).0, register_schema(0).0);
        let schema = SchemaId(H256::zero());
        assert_ne!(issue_batch(1, schema, 5, 5).0, issue_batch(1, schema, 5, 5).0);
    }
}
