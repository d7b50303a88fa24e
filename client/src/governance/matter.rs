//! The matters that the council decides, as calls of the chain.

use bogam_primitives::{Moment, OrganisationId, OrganisationKind};
use codec::Encode;
use subxt::{
    ext::{
        scale_encode::{EncodeAsFields, Error, FieldIter},
        scale_type_resolver::TypeResolver,
        scale_value::{Composite, Value},
    },
    tx::StaticPayload,
    utils::{AccountId32, H256},
};

/// A call whose arguments are named, and encoded as the chain's metadata says.
pub type NamedCall = StaticPayload<Composite<()>>;

/// A call whose arguments are encoded already.
pub type EncodedCall = StaticPayload<EncodedArguments>;

/// The encoded arguments of a call, in their order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EncodedArguments(Vec<u8>);

impl EncodeAsFields for EncodedArguments {
    fn encode_as_fields_to<R: TypeResolver>(
        &self,
        _fields: &mut dyn FieldIter<'_, R::TypeId>,
        _types: &R,
        out: &mut Vec<u8>,
    ) -> Result<(), Error> {
        out.extend_from_slice(&self.0);
        Ok(())
    }
}

/// A call with arguments that are encoded already.
pub fn encoded(pallet: &str, call: &str, arguments: &impl Encode) -> EncodedCall {
    StaticPayload::new(pallet, call, EncodedArguments(arguments.encode()))
}

/// A call with these bytes as its arguments.
pub(super) fn raw(pallet: &str, call: &str, arguments: Vec<u8>) -> EncodedCall {
    StaticPayload::new(pallet, call, EncodedArguments(arguments))
}

/// A call with named arguments.
pub fn named<const N: usize>(pallet: &str, call: &str, arguments: [(&str, Value); N]) -> NamedCall {
    StaticPayload::new(pallet, call, Composite::named(arguments))
}

/// Why an organisation is suspended or removed, by the registry's names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// It asked for it.
    Request,
    /// A court or a supervisory authority ordered it.
    LegalOrder,
    /// It broke the consortium's rules.
    Misconduct,
    /// Its systems or keys are, or may be, in the wrong hands.
    SecurityIncident,
    /// It is insolvent or has ceased to operate.
    Insolvency,
}

/// A matter of the council.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Matter {
    /// An organisation joins.
    AdmitOrganisation {
        /// What kind of institution it is.
        kind: OrganisationKind,
        /// The account of its admin.
        admin: AccountId32,
        /// Its public name.
        name: String,
        /// The code under which its regulator knows it.
        institution_code: String,
    },
    /// An organisation may not act for the time being.
    SuspendOrganisation {
        /// Which.
        organisation: OrganisationId,
        /// Why.
        reason: Reason,
    },
    /// A suspended organisation may act again.
    ReinstateOrganisation {
        /// Which.
        organisation: OrganisationId,
    },
    /// An organisation leaves for good.
    RemoveOrganisation {
        /// Which.
        organisation: OrganisationId,
        /// Why.
        reason: Reason,
    },
    /// An organisation gets another admin, since the key is lost or stolen.
    ReplaceAdmin {
        /// Which.
        organisation: OrganisationId,
        /// The account of the new admin.
        admin: AccountId32,
        /// Since when the old key was in the wrong hands, if it was.
        compromised_since: Option<Moment>,
    },
    /// What an organisation may use of the chain in a window.
    SetAllowance {
        /// Which.
        organisation: OrganisationId,
        /// In picoseconds of execution; `None` for the default.
        allowance: Option<u64>,
    },
    /// Who issues settlement money, or nobody.
    SetClearingAgent {
        /// The account.
        agent: Option<AccountId32>,
    },
    /// A validator joins the set.
    AdmitValidator {
        /// The organisation that runs it.
        organisation: OrganisationId,
        /// Its account.
        validator: AccountId32,
    },
    /// A validator leaves the set.
    RemoveValidator {
        /// Its account.
        validator: AccountId32,
    },
    /// The least number of validators.
    SetValidatorFloor {
        /// The number.
        floor: u32,
    },
    /// How many validators an organisation may run.
    SetValidatorSlots {
        /// Which.
        organisation: OrganisationId,
        /// How many.
        slots: u32,
    },
    /// A new runtime may be applied.
    AuthoriseUpgrade {
        /// The hash of its code.
        code_hash: H256,
    },
    /// The authorised runtime may not be applied.
    WithdrawUpgrade,
    /// A pallet, or a call of it, is refused for some time.
    Pause {
        /// The pallet.
        pallet: String,
        /// The call; all of them without it.
        call: Option<String>,
        /// For how many blocks.
        blocks: u32,
    },
    /// What was paused goes on.
    Resume {
        /// The pallet.
        pallet: String,
        /// The call, if a call was paused.
        call: Option<String>,
    },
    /// Nodes talk to listed nodes only, or to any.
    EnforceNodes {
        /// Whether to listed ones only.
        enforced: bool,
    },
    /// Everything but consensus and governance stands still for some time.
    EnterSafeMode,
    /// The safe mode lasts longer.
    ExtendSafeMode,
    /// The safe mode ends.
    ExitSafeMode,
}

fn number(value: impl Into<u128>) -> Value {
    Value::u128(value.into())
}

fn account(value: &AccountId32) -> Value {
    Value::from_bytes(value.0)
}

fn variant(name: impl Into<String>) -> Value {
    Value::unnamed_variant(name, [])
}

fn optional(value: Option<Value>) -> Value {
    match value {
        Some(value) => Value::unnamed_variant("Some", [value]),
        None => variant("None"),
    }
}

impl Matter {
    /// The call that does it.
    pub fn call(&self) -> NamedCall {
        match self {
            Self::AdmitOrganisation { kind, admin, name, institution_code } => named(
                "Registry",
                "admit_organisation",
                [
                    ("kind", variant(format!("{kind:?}"))),
                    ("admin", account(admin)),
                    ("name", Value::from_bytes(name)),
                    ("institution_code", Value::from_bytes(institution_code)),
                ],
            ),
            Self::SuspendOrganisation { organisation, reason } => named(
                "Registry",
                "suspend_organisation",
                [("organisation", number(*organisation)), ("reason", variant(format!("{reason:?}")))],
            ),
            Self::ReinstateOrganisation { organisation } => {
                named("Registry", "reinstate_organisation", [("organisation", number(*organisation))])
            }
            Self::RemoveOrganisation { organisation, reason } => named(
                "Registry",
                "remove_organisation",
                [("organisation", number(*organisation)), ("reason", variant(format!("{reason:?}")))],
            ),
            Self::ReplaceAdmin { organisation, admin, compromised_since } => named(
                "Registry",
                "replace_admin",
                [
                    ("organisation", number(*organisation)),
                    ("new_admin", account(admin)),
                    ("compromised_since", optional(compromised_since.map(number))),
                ],
            ),
            Self::SetAllowance { organisation, allowance } => named(
                "Metering",
                "set_allowance",
                [("organisation", number(*organisation)), ("allowance", optional(allowance.map(number)))],
            ),
            Self::SetClearingAgent { agent } => {
                named("Claims", "set_clearing_agent", [("agent", optional(agent.as_ref().map(account)))])
            }
            Self::AdmitValidator { organisation, validator } => named(
                "Validators",
                "admit",
                [("organisation", number(*organisation)), ("validator", account(validator))],
            ),
            Self::RemoveValidator { validator } => named("Validators", "remove", [("validator", account(validator))]),
            Self::SetValidatorFloor { floor } => named("Validators", "set_floor", [("floor", number(*floor))]),
            Self::SetValidatorSlots { organisation, slots } => {
                named("Validators", "set_slots", [("organisation", number(*organisation)), ("slots", number(*slots))])
            }
            Self::AuthoriseUpgrade { code_hash } => {
                named("Governance", "authorise_upgrade", [("code_hash", Value::from_bytes(code_hash.0))])
            }
            Self::WithdrawUpgrade => named("Governance", "withdraw_upgrade", []),
            Self::Pause { pallet, call, blocks } => named(
                "Governance",
                "pause",
                [
                    ("pallet", Value::from_bytes(pallet)),
                    ("call", optional(call.as_ref().map(Value::from_bytes))),
                    ("blocks", number(*blocks)),
                ],
            ),
            Self::Resume { pallet, call } => named(
                "Governance",
                "resume",
                [("pallet", Value::from_bytes(pallet)), ("call", optional(call.as_ref().map(Value::from_bytes)))],
            ),
            Self::EnforceNodes { enforced } => named("Nodes", "set_enforced", [("enforced", Value::bool(*enforced))]),
            Self::EnterSafeMode => named("SafeMode", "force_enter", []),
            Self::ExtendSafeMode => named("SafeMode", "force_extend", []),
            Self::ExitSafeMode => named("SafeMode", "force_exit", []),
        }
    }
}

/// Applies the authorised runtime: `code` is the WASM as it was authorised.
pub fn apply_upgrade(code: &[u8]) -> EncodedCall {
    encoded("Governance", "apply_upgrade", &code)
}

/// Withdraws an authorisation that has expired, which anybody may.
pub fn withdraw_upgrade() -> NamedCall {
    Matter::WithdrawUpgrade.call()
}

/// Asks to leave the set of validators.
pub fn leave(validator: &AccountId32) -> NamedCall {
    named("Validators", "leave", [("validator", account(validator))])
}

/// Comes back to the set of validators.
pub fn rejoin(validator: &AccountId32) -> NamedCall {
    named("Validators", "rejoin", [("validator", account(validator))])
}

/// Moves a validator to another account of its organisation.
pub fn move_to(validator: &AccountId32, successor: &AccountId32) -> NamedCall {
    named("Validators", "move_to", [("validator", account(validator)), ("successor", account(successor))])
}

/// Gives up the session keys of an account that is no validator.
pub fn release_keys(of: &AccountId32) -> NamedCall {
    named("Validators", "release_keys", [("account", account(of))])
}

/// Puts a node of the signer's organisation on the list.
pub fn add_node(peer: &[u8]) -> NamedCall {
    named("Nodes", "add_node", [("peer_id", Value::from_bytes(peer))])
}

/// Takes a node of the signer's organisation off the list.
pub fn remove_node(peer: &[u8]) -> NamedCall {
    named("Nodes", "remove_node", [("peer_id", Value::from_bytes(peer))])
}

#[cfg(test)]
mod tests {
    use super::{
        super::call::{Argument, Call, tests::metadata},
        *,
    };
    use subxt::{ext::frame_decode::extrinsics::encode_call_data, tx::Payload};

    /// The call's bytes, where the chain of the metadata has it.
    fn bytes_of(call: &NamedCall) -> Option<Vec<u8>> {
        let metadata = metadata();
        let known = metadata.pallet_by_name(call.pallet_name())?.call_variant_by_name(call.call_name()).is_some();
        let types = metadata.types();
        let encode =
            || encode_call_data(call.pallet_name(), call.call_name(), Payload::call_data(call), &metadata, types);
        known.then(|| encode().unwrap())
    }

    #[test]
    fn matter_should_become_the_call_that_does_it() {
        let admin = AccountId32([7; 32]);
        let admit = Matter::AdmitOrganisation {
            kind: OrganisationKind::Clinic,
            admin,
            name: "항구 의원".into(),
            institution_code: "C-100".into(),
        };
        let call = Call::decode(&bytes_of(&admit.call()).unwrap(), &metadata()).unwrap();
        assert_eq!(call.argument("kind"), Some(&Argument::Name("Clinic".into())));
        assert_eq!(call.account("admin"), Some(admin));
        assert_eq!(call.bytes("name"), Some("항구 의원".as_bytes()));

        let replace = Matter::ReplaceAdmin { organisation: 3, admin, compromised_since: Some(77) };
        let call = Call::decode(&bytes_of(&replace.call()).unwrap(), &metadata()).unwrap();
        assert_eq!(call.number("compromised_since"), Some(77));
        let agent = Matter::SetClearingAgent { agent: None };
        let call = Call::decode(&bytes_of(&agent.call()).unwrap(), &metadata()).unwrap();
        assert_eq!(call.argument("agent"), Some(&Argument::Nothing));
    }

    #[test]
    fn every_matter_of_a_known_pallet_should_be_understood_by_the_chain() {
        let (admin, organisation, reason) = (AccountId32([7; 32]), 3, Reason::LegalOrder);
        for matter in [
            Matter::SuspendOrganisation { organisation, reason },
            Matter::ReinstateOrganisation { organisation },
            Matter::RemoveOrganisation { organisation, reason },
            Matter::SetAllowance { organisation, allowance: None },
            Matter::SetAllowance { organisation, allowance: Some(5) },
            Matter::SetClearingAgent { agent: Some(admin) },
            Matter::AdmitValidator { organisation, validator: admin },
            Matter::RemoveValidator { validator: admin },
            Matter::SetValidatorFloor { floor: 4 },
            Matter::SetValidatorSlots { organisation, slots: 2 },
            Matter::AuthoriseUpgrade { code_hash: H256([1; 32]) },
            Matter::WithdrawUpgrade,
            Matter::Pause { pallet: "Claims".into(), call: None, blocks: 10 },
            Matter::Pause { pallet: "Claims".into(), call: Some("submit".into()), blocks: 10 },
            Matter::Resume { pallet: "Claims".into(), call: None },
            Matter::EnforceNodes { enforced: true },
            Matter::EnterSafeMode,
            Matter::ExtendSafeMode,
            Matter::ExitSafeMode,
        ] {
            // A pallet that the generated metadata does not have yet is tried by the end-to-end tests alone.
            if let Some(bytes) = bytes_of(&matter.call()) {
                let call = Call::decode(&bytes, &metadata()).unwrap();
                assert_eq!(call.name, matter.call().call_name());
            }
        }
    }

    #[test]
    fn encoded_arguments_should_stand_in_the_call_as_they_are() {
        let remark = encoded("System", "remark", &vec![1u8, 2]);
        let metadata = metadata();
        let bytes =
            encode_call_data("System", "remark", Payload::call_data(&remark), &metadata, metadata.types()).unwrap();
        let call = Call::decode(&bytes, &metadata).unwrap();
        assert_eq!(call.bytes("remark"), Some([1u8, 2].as_slice()));
    }
}
