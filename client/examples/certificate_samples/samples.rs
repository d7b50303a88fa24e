//! A day's vaccinations of people who do not exist.

use serde_json::{Map, Value, json};

/// The day on which all of them were given.
pub const DAY: &str = "2026-11-20";

/// The most that are made at once: the largest batch.
pub const MOST: usize = 100_000;

/// SplitMix64: the same sequence from the same seed, on every machine. Nothing secret depends on it.
struct Sequence(u64);

impl Sequence {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, bound: u64) -> u64 {
        self.next() % bound.max(1)
    }

    fn pick<'a, T>(&mut self, from: &'a [T]) -> &'a T {
        let index = self.below(u64::try_from(from.len()).unwrap_or(1));
        &from[usize::try_from(index).unwrap_or(0)]
    }
}

const SNOMED: &str = "http://snomed.info/sct";

/// Family names, in Korean and as in a passport.
const FAMILY: [(&str, &str); 12] = [
    ("강", "KANG"),
    ("구", "KOO"),
    ("남", "NAM"),
    ("노", "NOH"),
    ("도", "DO"),
    ("민", "MIN"),
    ("서", "SEO"),
    ("손", "SON"),
    ("양", "YANG"),
    ("임", "LIM"),
    ("차", "CHA"),
    ("한", "HAN"),
];

/// Syllables of given names, in Korean and as in a passport.
const SYLLABLES: [(&str, &str); 16] = [
    ("가", "GA"),
    ("나", "NA"),
    ("다", "DA"),
    ("라", "RA"),
    ("람", "RAM"),
    ("미", "MI"),
    ("보", "BO"),
    ("봄", "BOM"),
    ("빛", "BIT"),
    ("새", "SAE"),
    ("솔", "SOL"),
    ("아", "A"),
    ("온", "ON"),
    ("유", "YU"),
    ("은", "EUN"),
    ("하", "HA"),
];

/// A vaccine: code of CVX and its meaning, name, the diseases by SNOMED CT, doses of the series, and the years of age
/// between which it is given.
type Vaccine = (&'static str, &'static str, &'static str, &'static [(&'static str, &'static str)], u64, (u64, u64));

const VACCINES: [Vaccine; 7] = [
    ("140", "Influenza, split virus, trivalent, PF", "인플루엔자", &[("6142004", "Influenza")], 1, (5, 90)),
    ("08", "Hep B, adolescent or pediatric", "B형간염", &[("66071002", "Type B viral hepatitis")], 3, (0, 1)),
    (
        "03",
        "MMR",
        "홍역·유행성이하선염·풍진",
        &[("14189004", "Measles"), ("36989005", "Mumps"), ("36653000", "Rubella")],
        2,
        (1, 6),
    ),
    ("21", "Varicella", "수두", &[("38907003", "Varicella")], 1, (1, 3)),
    (
        "115",
        "Tdap",
        "파상풍·디프테리아·백일해",
        &[("76902006", "Tetanus"), ("397430003", "Diphtheria"), ("27836007", "Pertussis")],
        1,
        (11, 12),
    ),
    ("165", "HPV9", "사람유두종바이러스", &[("240532009", "Human papillomavirus infection")], 2, (12, 17)),
    (
        "33",
        "Pneumococcal polysaccharide PPV23",
        "폐렴구균",
        &[("16814004", "Pneumococcal infectious disease")],
        1,
        (65, 90),
    ),
];

/// `count` vaccinations of fictitious people in Korea, on [`DAY`], as documents of the kind `vaccination`. The same for the
/// same seed.
pub fn sample_vaccinations(seed: u64, count: usize) -> Vec<Map<String, Value>> {
    let mut sequence = Sequence(seed);
    (0..count.min(MOST)).map(|_| vaccination(&mut sequence)).collect()
}

fn vaccination(sequence: &mut Sequence) -> Map<String, Value> {
    let (family, family_latin) = *sequence.pick(&FAMILY);
    let (first, second) = (*sequence.pick(&SYLLABLES), *sequence.pick(&SYLLABLES));
    let (code, meaning, name, diseases, of, (youngest, oldest)) = *sequence.pick(&VACCINES);
    // Born before this November, so that the age fits and the birth lies before the vaccination.
    let year = 2026 - youngest - sequence.below(oldest - youngest + 1);
    let birth_date = format!("{year:04}-{:02}-{:02}", 1 + sequence.below(10), 1 + sequence.below(28));
    let minutes = 9 * 60 + sequence.below(8 * 60);
    let diseases: Vec<Value> = diseases
        .iter()
        .map(|(code, display)| json!({ "codings": [{ "system": SNOMED, "code": code, "display": display }] }))
        .collect();
    let clinic = 1 + sequence.below(20);
    let fields = json!({
        "family_name": family,
        "given_name": format!("{}{}", first.0, second.0),
        "family_name_latin": family_latin,
        "given_name_latin": format!("{}{}", first.1, second.1),
        "birth_date": birth_date,
        "sex": *sequence.pick(&["female", "male"]),
        "vaccine": {
            "codings": [{ "system": "http://hl7.org/fhir/sid/cvx", "code": code, "display": meaning }],
            "text": name,
        },
        "product": format!("예시 {name} 백신"),
        "manufacturer": format!("예시제약 {}", 1 + sequence.below(3)),
        "lot": format!("EX26-{:04}", sequence.below(10_000)),
        "lot_expiry": format!("2027-{:02}", 1 + sequence.below(12)),
        "date": format!("{DAY}T{:02}:{:02}:00+09:00", minutes / 60, minutes % 60),
        "doses": [{ "target_diseases": diseases, "number": 1 + sequence.below(of), "of": of }],
        "site": {
            "codings": [{
                "system": "http://terminology.hl7.org/CodeSystem/v3-ActSite",
                "code": *sequence.pick(&["LA", "RA"]),
            }],
        },
        "amount": { "value": "0.5", "unit": "mL", "code": "mL" },
        "performers": [format!("예시의사 {clinic}")],
        "location": format!("예시의원 {clinic}"),
        "country": "KR",
    });
    match fields {
        Value::Object(fields) => fields,
        _ => Map::new(),
    }
}
