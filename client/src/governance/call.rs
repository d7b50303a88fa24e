//! A call, read from its bytes with the chain's own metadata.

use super::GovernanceError;
use scale_info::{PortableRegistry, TypeDef, TypeDefPrimitive};
use serde_json::{Map, Value as Json};
use std::{fmt, thread};
use subxt::{
    Metadata,
    ext::scale_value::{Composite, Primitive, Value, ValueDef, Variant, scale::decode_as_type},
    utils::AccountId32,
};

/// The longest call whose arguments are read, in bytes: as long as a motion may be.
pub const LONGEST_CALL: usize = 64 * 1024;

/// How deep calls within calls are shown.
pub const DEEPEST: usize = 8;

/// The stack on which calls are read. The decoder takes a level of it for each call within a call, of which
/// [`LONGEST_CALL`] bytes hold some thousands; it is only reserved, and used as far as it is needed.
const STACK: usize = 512 * 1024 * 1024;

/// How much of a text from the chain is shown, in characters.
const LONGEST_TEXT: usize = 200;

/// A call of the runtime.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Call {
    /// The pallet, such as `Registry`.
    pub pallet: String,
    /// Its call, such as `admit_organisation`.
    pub name: String,
    /// The arguments, in their order.
    pub arguments: Vec<(String, Argument)>,
    /// Whether the arguments were read: those of a call longer than [`LONGEST_CALL`] are not.
    pub is_read: bool,
}

/// An argument of a call, or a part of one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Argument {
    /// What is optional and not there.
    Nothing,
    /// Yes or no.
    Bool(bool),
    /// An unsigned number.
    Number(u128),
    /// A signed number.
    Signed(i128),
    /// A text.
    Text(String),
    /// Bytes, hashes among them.
    Bytes(Vec<u8>),
    /// An account.
    Account(AccountId32),
    /// One of several names, such as a reason.
    Name(String),
    /// One of several shapes, with its content.
    Shape(String, Box<Argument>),
    /// Several of a kind.
    List(Vec<Argument>),
    /// Parts with names.
    Record(Vec<(String, Argument)>),
    /// A call within the call.
    Call(Box<Call>),
    /// A call that is too deep within others to be shown.
    TooDeep,
}

impl Call {
    /// The call that `bytes` stand for on the chain with this metadata.
    pub fn decode(bytes: &[u8], metadata: &Metadata) -> Result<Self, GovernanceError> {
        let unknown = |what: &str| GovernanceError::NotACall(what.to_owned());
        let &[pallet, variant, ..] = bytes else { return Err(unknown("it is too short")) };
        let pallet = metadata.pallet_by_call_index(pallet).ok_or_else(|| unknown("the chain has no such pallet"))?;
        let variant = pallet.call_variant_by_index(variant).ok_or_else(|| unknown("the pallet has no such call"))?;
        if bytes.len() > LONGEST_CALL {
            return Ok(Self {
                pallet: pallet.name().to_owned(),
                name: variant.name.clone(),
                arguments: Vec::new(),
                is_read: false,
            });
        }
        let reader = Reader { types: metadata.types(), calls: metadata.outer_enums().call_enum_ty() };
        // Everything that is nested as deep as the bytes are lives and dies in there.
        thread::scope(|scope| {
            let reading = thread::Builder::new().stack_size(STACK).spawn_scoped(scope, || reader.read(bytes));
            let reading = reading.map_err(|error| GovernanceError::NotACall(error.to_string()))?;
            reading.join().unwrap_or_else(|_| Err(unknown("it cannot be read")))
        })
    }

    /// An argument by its name.
    pub fn argument(&self, name: &str) -> Option<&Argument> {
        self.arguments.iter().find(|(own, _)| own == name).map(|(_, argument)| argument)
    }

    /// The number with this name.
    pub fn number(&self, name: &str) -> Option<u128> {
        match self.argument(name)? {
            Argument::Number(number) => Some(*number),
            _ => None,
        }
    }

    /// The account with this name.
    pub fn account(&self, name: &str) -> Option<AccountId32> {
        match self.argument(name)? {
            Argument::Account(account) => Some(*account),
            _ => None,
        }
    }

    /// The bytes with this name.
    pub fn bytes(&self, name: &str) -> Option<&[u8]> {
        match self.argument(name)? {
            Argument::Bytes(bytes) => Some(bytes),
            _ => None,
        }
    }

    /// The calls within this one, those of a batch for example, in their order.
    pub fn inner(&self) -> Vec<&Call> {
        fn collect<'a>(argument: &'a Argument, found: &mut Vec<&'a Call>) {
            match argument {
                Argument::Call(call) => found.push(call),
                Argument::List(items) => items.iter().for_each(|item| collect(item, found)),
                Argument::Record(parts) => parts.iter().for_each(|(_, part)| collect(part, found)),
                Argument::Shape(_, content) => collect(content, found),
                _ => {}
            }
        }
        let mut found = Vec::new();
        self.arguments.iter().for_each(|(_, argument)| collect(argument, &mut found));
        found
    }

    /// The call for programs.
    pub fn json(&self) -> Json {
        let arguments: Map<String, Json> =
            self.arguments.iter().map(|(name, argument)| (name.clone(), argument.json())).collect();
        let mut call = Map::new();
        call.insert("pallet".into(), self.pallet.as_str().into());
        call.insert("call".into(), self.name.as_str().into());
        call.insert("arguments".into(), if self.is_read { arguments.into() } else { Json::Null });
        call.into()
    }
}

impl fmt::Display for Call {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}.{}", self.pallet, self.name)?;
        for (index, (name, argument)) in self.arguments.iter().enumerate() {
            formatter.write_str(if index == 0 { " " } else { ", " })?;
            write!(formatter, "{name}: {argument}")?;
        }
        Ok(())
    }
}

impl Argument {
    /// The argument for programs: bytes in hexadecimal, numbers beyond 64 bits as text.
    pub fn json(&self) -> Json {
        match self {
            Self::Nothing => Json::Null,
            Self::Bool(value) => (*value).into(),
            Self::Number(number) => u64::try_from(*number).map_or_else(|_| number.to_string().into(), Json::from),
            Self::Signed(number) => i64::try_from(*number).map_or_else(|_| number.to_string().into(), Json::from),
            Self::Text(text) | Self::Name(text) => text.as_str().into(),
            Self::Bytes(bytes) => hexadecimal(bytes).into(),
            Self::Account(account) => account.to_string().into(),
            Self::Shape(name, content) => Map::from_iter([(name.clone(), content.json())]).into(),
            Self::List(items) => items.iter().map(Self::json).collect::<Vec<_>>().into(),
            Self::Record(parts) => {
                parts.iter().map(|(name, part)| (name.clone(), part.json())).collect::<Map<_, _>>().into()
            }
            Self::Call(call) => call.json(),
            Self::TooDeep => "…".into(),
        }
    }
}

impl fmt::Display for Argument {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Nothing => formatter.write_str("–"),
            Self::Text(text) => write!(formatter, "\"{}\"", harmless(text)),
            Self::Name(name) => formatter.write_str(name),
            // A short text is easier to read as one; what is no text is a hash or a key.
            Self::Bytes(bytes) => match std::str::from_utf8(bytes) {
                Ok(text)
                    if !bytes.is_empty() && text.chars().all(|letter| letter == ' ' || letter.is_alphanumeric()) =>
                {
                    write!(formatter, "\"{}\"", harmless(text))
                }
                _ => formatter.write_str(&shortened(hexadecimal(bytes))),
            },
            Self::Call(call) => write!(formatter, "({call})"),
            Self::Shape(name, content) => write!(formatter, "{name} {content}"),
            Self::List(items) => {
                let items: Vec<_> = items.iter().map(ToString::to_string).collect();
                write!(formatter, "[{}]", items.join(", "))
            }
            Self::Record(parts) => {
                let parts: Vec<_> = parts.iter().map(|(name, part)| format!("{name}: {part}")).collect();
                write!(formatter, "{{{}}}", parts.join(", "))
            }
            Self::Bool(value) => write!(formatter, "{value}"),
            Self::Number(number) => write!(formatter, "{number}"),
            Self::Signed(number) => write!(formatter, "{number}"),
            Self::Account(account) => write!(formatter, "{account}"),
            Self::TooDeep => formatter.write_str("…"),
        }
    }
}

/// `0x` and the digits.
pub fn hexadecimal(bytes: &[u8]) -> String {
    format!("0x{}", hex::encode(bytes))
}

/// The beginning of what is too long.
fn shortened(text: String) -> String {
    match text.chars().count() > LONGEST_TEXT {
        true => text.chars().take(LONGEST_TEXT).chain(['…']).collect(),
        false => text,
    }
}

/// A text from a motion, which anybody on the council may have written, as it can be shown on a terminal: without control
/// characters, without characters that turn the direction of writing, and not too long.
pub fn harmless(text: &str) -> String {
    let turns =
        |letter: char| matches!(letter, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}');
    let clean = text.chars().map(|letter| if letter.is_control() || turns(letter) { '\u{fffd}' } else { letter });
    shortened(clean.take(LONGEST_TEXT + 1).collect())
}

/// Reads calls with the types of a runtime.
struct Reader<'a> {
    types: &'a PortableRegistry,
    /// The type of all calls.
    calls: u32,
}

impl Reader<'_> {
    fn read(&self, bytes: &[u8]) -> Result<Call, GovernanceError> {
        let mut input = bytes;
        let value = decode_as_type(&mut input, self.calls, self.types)
            .map_err(|error| GovernanceError::NotACall(error.to_string()))?;
        let call = self.call(&value, 0).filter(|_| input.is_empty());
        call.ok_or_else(|| GovernanceError::NotACall("there is more than a call".into()))
    }

    /// A pallet's variant around its call's.
    fn call(&self, value: &Value<u32>, depth: usize) -> Option<Call> {
        let ValueDef::Variant(pallet) = &value.value else { return None };
        let ValueDef::Variant(call) = &pallet.values.values().next()?.value else { return None };
        let arguments = match &call.values {
            Composite::Named(fields) => {
                fields.iter().map(|(name, value)| (name.clone(), self.argument(value, depth))).collect()
            }
            Composite::Unnamed(values) => values
                .iter()
                .enumerate()
                .map(|(index, value)| (index.to_string(), self.argument(value, depth)))
                .collect(),
        };
        Some(Call { pallet: pallet.name.clone(), name: call.name.clone(), arguments, is_read: true })
    }

    fn argument(&self, value: &Value<u32>, depth: usize) -> Argument {
        if value.context == self.calls {
            let inner = (depth < DEEPEST).then(|| self.call(value, depth + 1)).flatten();
            return inner.map_or(Argument::TooDeep, |call| Argument::Call(Box::new(call)));
        }
        match &value.value {
            ValueDef::Primitive(primitive) => of_primitive(primitive),
            ValueDef::BitSequence(bits) => Argument::Text(bits.iter().map(|bit| if bit { '1' } else { '0' }).collect()),
            ValueDef::Variant(variant) => self.variant(value.context, variant, depth),
            ValueDef::Composite(composite) => self.composite(value.context, composite, depth),
        }
    }

    fn variant(&self, of: u32, variant: &Variant<u32>, depth: usize) -> Argument {
        let content = self.parts(&variant.values, depth);
        match (self.type_name(of), variant.name.as_str()) {
            ("Option", "None") => Argument::Nothing,
            ("Option", "Some") | ("MultiAddress", "Id") => content,
            (_, name) if variant.values.is_empty() => Argument::Name(name.to_owned()),
            (_, name) => Argument::Shape(name.to_owned(), Box::new(content)),
        }
    }

    fn composite(&self, of: u32, composite: &Composite<u32>, depth: usize) -> Argument {
        if self.is_bytes(of) {
            let bytes = composite.values().filter_map(|value| u8::try_from(value.as_u128()?).ok());
            return Argument::Bytes(bytes.collect());
        }
        if self.is_list(of) {
            return Argument::List(composite.values().map(|value| self.argument(value, depth)).collect());
        }
        match (self.type_name(of), self.parts(composite, depth)) {
            ("AccountId32", Argument::Bytes(bytes)) => match <[u8; 32]>::try_from(bytes) {
                Ok(key) => Argument::Account(AccountId32(key)),
                Err(error) => Argument::Bytes(error),
            },
            (_, content) => content,
        }
    }

    /// The parts of a composite or variant. A single one without a name is nothing but a wrapper.
    fn parts(&self, composite: &Composite<u32>, depth: usize) -> Argument {
        match composite {
            Composite::Named(fields) => Argument::Record(
                fields.iter().map(|(name, value)| (name.clone(), self.argument(value, depth))).collect(),
            ),
            Composite::Unnamed(values) => match values.as_slice() {
                [only] => self.argument(only, depth),
                several => Argument::List(several.iter().map(|value| self.argument(value, depth)).collect()),
            },
        }
    }

    fn type_name(&self, of: u32) -> &str {
        self.types.resolve(of).and_then(|found| found.path.segments.last()).map_or("", String::as_str)
    }

    fn is_list(&self, of: u32) -> bool {
        self.types.resolve(of).is_some_and(|found| matches!(found.type_def, TypeDef::Sequence(_) | TypeDef::Array(_)))
    }

    fn is_bytes(&self, of: u32) -> bool {
        let element = self.types.resolve(of).and_then(|found| match &found.type_def {
            TypeDef::Sequence(sequence) => Some(sequence.type_param.id),
            TypeDef::Array(array) => Some(array.type_param.id),
            _ => None,
        });
        let element = element.and_then(|element| self.types.resolve(element));
        element.is_some_and(|found| matches!(found.type_def, TypeDef::Primitive(TypeDefPrimitive::U8)))
    }
}

fn of_primitive(primitive: &Primitive) -> Argument {
    match primitive {
        Primitive::Bool(value) => Argument::Bool(*value),
        Primitive::Char(letter) => Argument::Text(letter.to_string()),
        Primitive::String(text) => Argument::Text(text.clone()),
        Primitive::U128(number) => Argument::Number(*number),
        Primitive::I128(number) => Argument::Signed(*number),
        Primitive::U256(bytes) | Primitive::I256(bytes) => Argument::Bytes(bytes.to_vec()),
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use codec::{Compact, Decode, Encode};

    /// The metadata that the client was generated from.
    pub fn metadata() -> Metadata {
        let bytes = include_bytes!("../../artifacts/bogam.scale");
        Metadata::decode(&mut bytes.as_slice()).expect("the file is metadata")
    }

    fn indices(metadata: &Metadata, pallet: &str, call: &str) -> [u8; 2] {
        let pallet = metadata.pallet_by_name(pallet).unwrap();
        [pallet.call_index(), pallet.call_variant_by_name(call).unwrap().index]
    }

    #[test]
    fn call_should_be_read_with_its_names_when_the_chain_has_it() {
        let metadata = metadata();
        let account = [7u8; 32];
        let bytes = [
            indices(&metadata, "Registry", "admit_organisation").to_vec(),
            vec![1],
            account.to_vec(),
            b"Harbour Clinic".to_vec().encode(),
            b"C-100".to_vec().encode(),
        ]
        .concat();
        let call = Call::decode(&bytes, &metadata).unwrap();
        assert_eq!((call.pallet.as_str(), call.name.as_str()), ("Registry", "admit_organisation"));
        assert_eq!(call.argument("kind"), Some(&Argument::Name("Clinic".into())));
        assert_eq!(call.account("admin"), Some(AccountId32(account)));
        assert_eq!(call.bytes("name"), Some(b"Harbour Clinic".as_slice()));
        assert_eq!(call.json()["arguments"]["institution_code"], hexadecimal(b"C-100"));
        assert!(call.inner().is_empty());
    }

    #[test]
    fn optional_argument_should_be_read_when_it_is_there_and_when_not() {
        let metadata = metadata();
        let head = [indices(&metadata, "Registry", "replace_admin").to_vec(), 3u32.encode(), vec![9; 32]].concat();
        let with = [head.clone(), Some(77u64).encode()].concat();
        let without = [head, None::<u64>.encode()].concat();
        let since = |bytes: &[u8]| Call::decode(bytes, &metadata).unwrap().argument("compromised_since").cloned();
        assert_eq!(since(&with), Some(Argument::Number(77)));
        assert_eq!(since(&without), Some(Argument::Nothing));
    }

    #[test]
    fn nested_calls_should_be_read_to_a_bounded_depth() {
        let metadata = metadata();
        let batch = indices(&metadata, "Utility", "batch_all");
        let mut bytes = [indices(&metadata, "Registry", "reinstate_organisation").to_vec(), 3u32.encode()].concat();
        for _ in 0..2_000 {
            bytes = [batch.to_vec(), Compact(1u32).encode(), bytes].concat();
        }
        assert!(bytes.len() <= LONGEST_CALL);
        let mut call = Call::decode(&bytes, &metadata).unwrap();
        let mut depth = 0;
        loop {
            let inner = call.inner().first().map(|inner| (*inner).clone());
            let Some(inner) = inner else { break };
            call = inner;
            depth += 1;
        }
        assert_eq!(depth, DEEPEST);
        assert_eq!(call.argument("calls"), Some(&Argument::List(vec![Argument::TooDeep])));
    }

    #[test]
    fn long_call_should_be_named_without_its_arguments() {
        let metadata = metadata();
        let remark = indices(&metadata, "System", "remark");
        let bytes = [remark.to_vec(), vec![0; LONGEST_CALL].encode()].concat();
        let call = Call::decode(&bytes, &metadata).unwrap();
        assert_eq!((call.name.as_str(), call.is_read), ("remark", false));
        assert!(call.json()["arguments"].is_null());
    }

    #[test]
    fn bytes_should_be_refused_when_they_are_no_call() {
        let metadata = metadata();
        let reinstate = indices(&metadata, "Registry", "reinstate_organisation").to_vec();
        let short = [reinstate.clone(), vec![1]].concat();
        let long = [reinstate.clone(), 3u32.encode(), vec![0]].concat();
        let nowhere = [255, 0, 0, 0, 0, 0];
        for bytes in [&[][..], &[1], &nowhere, &[reinstate[0], 255], &reinstate, &short, &long] {
            assert!(matches!(Call::decode(bytes, &metadata), Err(GovernanceError::NotACall(_))), "{bytes:?}");
        }
    }

    #[test]
    fn text_should_be_harmless_when_it_is_shown() {
        assert_eq!(harmless("Clinic 서울"), "Clinic 서울");
        assert_eq!(harmless("a\u{1b}[2Jb\u{202e}c\n"), "a\u{fffd}[2Jb\u{fffd}c\u{fffd}");
        assert_eq!(harmless(&"x".repeat(1000)).chars().count(), LONGEST_TEXT + 1);
    }
}
