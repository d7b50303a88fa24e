use super::*;
use crate::{
    alterations::{altered, cases, edits},
    seeds::begins_with,
};
use bogam_primitives::claim::{Accumulators, CategoryRule, Limits, LineInput, adjudicate};
use proptest::prelude::*;

fn segments(text: &str) -> Vec<&str> {
    text.lines().map(|segment| segment.strip_suffix('~').unwrap()).collect()
}

#[test]
fn remittance_should_be_written_segment_by_segment() {
    let text = write_835(&usual(), &zone()).unwrap();
    let policy = "70".repeat(32);
    let own = |byte: u8| hex::encode([byte; 25]);
    let patient = format!("NM1*QC*1******MI*{policy}");
    let expected = [
        "ISA*00*          *00*          *ZZ*BOGAM0000000006*ZZ*BOGAM0000000003*261121*1000*^*00501*000000077*0*T*:"
            .into(),
        "GS*HP*BOGAM0000000006*BOGAM0000000003*20261121*1000*77*X*005010X221A1".into(),
        "ST*835*0001".into(),
        "BPR*I*38600*C*CHK************20261121".into(),
        "TRN*1*6/4*1000000006".into(),
        "CUR*PR*KRW".into(),
        "DTM*405*20261121".into(),
        "N1*PR*Mirae Insurance".into(),
        "N3*1 Sejong-daero".into(),
        "N4*Seoul**04524*KR".into(),
        "PER*BL*Remittance desk*TE*0215880000".into(),
        "N1*PE*Hangang Pharmacy*FI*1208800000".into(),
        "LX*1".into(),
        format!("CLP*2026-000001*1*62000*29600*20400*15*{}", own(1)),
        patient.clone(),
        "DTM*050*20261120".into(),
        "SVC*ER:MEDICINE*50000*29600".into(),
        "DTM*472*20261119".into(),
        "CAS*PR*3*3000**1*10000**2*7400".into(),
        "REF*6R*1".into(),
        "AMT*B6*50000".into(),
        "SVC*ER:MEDICINE*12000*0".into(),
        "DTM*472*20261119".into(),
        "CAS*PI*50*12000".into(),
        "REF*6R*2".into(),
        format!("CLP*2026-000002*2*38000*8000**15*{}", own(2)),
        patient.clone(),
        "DTM*050*20261120".into(),
        "SVC*ER:MEDICINE*38000*8000".into(),
        "DTM*472*20261119".into(),
        "CAS*CO*197*400".into(),
        "CAS*OA*22*29600".into(),
        "REF*6R*1".into(),
        format!("CLP*2026-000003*22*-6000*-4000**15*{}", own(3)),
        patient.clone(),
        "DTM*050*20261120".into(),
        "SVC*ER:MEDICINE*-6000*-4000".into(),
        "DTM*472*20261119".into(),
        "CAS*PR*45*-2000".into(),
        "REF*6R*1".into(),
        format!("CLP*2026-000003*1*6000*5000*1000*15*{}", own(3)),
        patient,
        "DTM*050*20261120".into(),
        "SVC*ER:MEDICINE*6000*5000".into(),
        "DTM*472*20261119".into(),
        "CAS*PR*45*1000".into(),
        "REF*6R*1".into(),
        "SE*46*0001".into(),
        "GE*1*77".into(),
        "IEA*1*000000077".into(),
    ];
    let written = segments(&text);
    for (place, (written, expected)) in written.iter().zip(&expected).enumerate() {
        assert_eq!(*written, expected, "segment {}", place + 1);
    }
    assert_eq!(written.len(), expected.len());
    // The first segment has a fixed length, or nobody finds the separators.
    assert_eq!(written[0].len(), 105);
}

#[test]
fn remittance_should_read_back_as_it_was_written() {
    let facts = usual();
    let read = read_835(write_835(&facts, &zone()).unwrap().as_bytes()).unwrap();
    assert_eq!((read.payment, read.trace_number.as_str(), read.paid_on.as_str()), (38_600, "6/4", "20261121"));
    assert_eq!((read.payer.as_str(), read.payee.as_str()), ("Mirae Insurance", "Hangang Pharmacy"));
    let statuses: Vec<_> = read.claims.iter().map(|claim| (claim.status.as_str(), claim.paid)).collect();
    assert_eq!(statuses, [("1", 29_600), ("2", 8_000), ("22", -4_000), ("1", 5_000)]);
    let first = &read.claims[0];
    assert_eq!((first.charge, first.patient_responsibility), (62_000, Some(20_400)));
    assert_eq!(first.lines[0].number.as_deref(), Some("1"));
    assert_eq!(first.lines[0].product, "ER:MEDICINE");
    let own = |reason: &str, amount| ReadAdjustment { group: "PR".into(), reason: reason.into(), amount };
    assert_eq!(first.lines[0].adjustments, [own("3", 3_000), own("1", 10_000), own("2", 7_400)]);
}

#[test]
fn reversal_that_was_paid_back_should_come_to_nothing() {
    let text = write_835(&undone(), &zone()).unwrap();
    assert!(text.contains("BPR*H*0*C*NON************20261121~"), "{text}");
    assert!(text.contains("PLB*1208800000*20261231*72:6/5*-29600~"), "{text}");
    let read = read_835(text.as_bytes()).unwrap();
    assert_eq!((read.payment, read.claims[0].paid), (0, -29_600));
    assert_eq!(read.provider_adjustments, [("72:6/5".to_owned(), -29_600)]);
}

#[test]
fn more_adjustments_than_a_segment_holds_should_take_another() {
    use AdjustmentReason::*;
    let reasons = [Deductible, Coinsurance, Copayment, ExceedsAllowed, NotCovered, BenefitMaximum, WaitingPeriod];
    let many: Vec<_> = reasons.iter().map(|reason| by_rule(*reason, 100)).collect();
    let text = write_835(&facts(vec![claim(1, vec![line(1, 1_000, &many)])]), &zone()).unwrap();
    assert_eq!(text.matches("CAS*PR*").count(), 2);
    assert_eq!(read_835(text.as_bytes()).unwrap().claims[0].lines[0].adjustments.len(), 7);
}

#[test]
fn reason_should_be_accompanied_by_a_remark_when_the_field_asks_for_one() {
    // Those whose description says so; all others have none.
    for reason in AdjustmentReason::ALL {
        assert_eq!(remark_code(reason).is_some(), [16, 96].contains(&reason.code()), "{reason:?}");
    }
    let text = write_835(&remarked(), &zone()).unwrap();
    let lines: Vec<_> = text.split("SVC*").skip(1).collect();
    assert!(lines[0].contains("CAS*PI*16*9000~\nREF*6R*1~\nLQ*HE*N463~\n"), "{text}");
    // Behind the amounts, each once.
    assert!(lines[1].contains("REF*6R*2~\nAMT*B6*4000~\nLQ*HE*N130~\nLQ*HE*N463~\n"), "{text}");
    assert!(!lines[2].contains("LQ*"), "{text}");
    // A reversal has the same reasons, and the same remarks.
    assert!(lines[3].contains("CAS*PR*96*-200~\nREF*6R*1~\nLQ*HE*N130~\n"), "{text}");
    assert_eq!(text.matches("LQ*").count(), 4);
}

#[test]
fn remarks_should_be_read_of_lines_and_of_claims() {
    let text = write_835(&remarked(), &zone()).unwrap();
    let codes = |remarks: &[ReadRemark]| remarks.iter().map(|own| own.code.clone()).collect::<Vec<_>>();
    let read = read_835(text.as_bytes()).unwrap();
    let lines = &read.claims[0].lines;
    assert_eq!(codes(&lines[0].remarks), ["N463"]);
    assert_eq!(codes(&lines[1].remarks), ["N130", "N463"]);
    assert!(lines[2].remarks.is_empty() && read.claims[0].remarks.is_empty());
    assert!(lines.iter().flat_map(|line| &line.remarks).all(|remark| remark.list == "HE"));

    // Another writer says it of the claim: the codes of an outpatient one are its third element and those behind it.
    // All segments but ISA, GS, GE and IEA are counted, and one more is then there.
    let stated = text.matches('~').count() - 4;
    let counted = |text: &str| text.replace(&format!("SE*{stated}*"), &format!("SE*{}*", stated + 1));
    let first = text.find("DTM*050").unwrap();
    let mut other = text.clone();
    other.insert_str(first, "MOA***MA01**N130~\n");
    let claim = read_835(counted(&other).as_bytes()).unwrap().claims.remove(0);
    assert_eq!(codes(&claim.remarks), ["MA01", "N130"]);
    other = text.clone();
    other.insert_str(first, "LQ*HE*N130~\n");
    let error = read_835(counted(&other).as_bytes()).unwrap_err();
    assert!(matches!(&error, RemittanceError::UnexpectedSegment { found, .. } if found == "LQ"), "{error}");
    let error = read_835(text.replacen("LQ*HE*N463", "LQ*HE", 1).as_bytes()).unwrap_err();
    assert!(matches!(&error, RemittanceError::MissingElement { element: 2, .. }), "{error}");
}

#[test]
fn claim_without_a_number_should_be_called_by_its_identifier() {
    let mut one = claim(0xab, vec![line(1, 1_000, &[])]);
    one.control_number = None;
    let text = write_835(&facts(vec![one]), &zone()).unwrap();
    assert!(text.contains("CLP*abababababababababab*1*1000*1000**15*"), "{text}");
}

#[test]
fn reader_should_take_other_separators_and_line_ends() {
    let text = write_835(&usual(), &zone()).unwrap();
    let expected = read_835(text.as_bytes()).unwrap();
    let joined = text.replace("~\n", "~");
    assert_eq!(read_835(joined.as_bytes()).unwrap(), expected);
    assert_eq!(read_835(text.replace("~\n", "~\r\n").as_bytes()).unwrap(), expected);
    let other = joined.replace('~', "\n").replace('*', "|").replace(':', ">");
    assert_eq!(read_835(other.as_bytes()).unwrap(), expected);
}

/// Writes what an independent validator is given, where `BOGAM_835_FOLDER` names a folder. Without it nothing is written,
/// and the files are only read back.
#[test]
fn samples_should_be_readable_and_be_left_for_a_validator_when_asked_for() {
    let folder = std::env::var_os("BOGAM_835_FOLDER").map(std::path::PathBuf::from);
    for (name, facts) in [("usual.835", usual()), ("undone.835", undone()), ("remarked.835", remarked())] {
        let text = write_835(&facts, &zone()).unwrap();
        read_835(text.as_bytes()).unwrap();
        if let Some(folder) = &folder {
            std::fs::write(folder.join(name), &text).unwrap();
        }
    }
}

/// A line that was adjudicated under some rule.
fn decided(sequence: u64) -> impl Strategy<Value = RemittedLine> {
    let input = (1u64..500_000, 0u64..50_000, prop::option::weighted(0.2, 0..AdjustmentReason::ALL.len()));
    let rule = (1u16..=10_000, 0u64..10_000, prop::option::of(1u64..100_000), 0u64..20_000, 1u64..300_000);
    (input, rule).prop_map(move |((charge, other_paid, denial), (coverage, copayment, line_cap, deductible, cap))| {
        let category = ServiceCategory::Medicine;
        let rule = CategoryRule {
            category,
            coverage,
            copayment,
            line_cap,
            frequency: None,
            preauthorisation: false,
            review: false,
        };
        let denial = denial.map(|number| AdjustmentReason::ALL[number]);
        let input = LineInput { other_paid, denial, ..LineInput::plain(category, charge) };
        let outcomes = adjudicate(&[rule], &Limits { deductible, cap }, &mut Accumulators::default(), &[input]);
        RemittedLine::decided(sequence, category, NOW, charge, &outcomes[0])
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn remittance_should_balance_whatever_was_decided(
        claims in prop::collection::vec((prop::collection::vec(decided(1), 1..4), any::<bool>()), 1..6),
        control_number in 1u32..=999_999_999,
    ) {
        let claims: Vec<_> = claims
            .into_iter()
            .enumerate()
            .map(|(index, (lines, reversal))| RemittedClaim { reversal, ..claim(index as u8 + 1, lines) })
            .collect();
        let sum = |claim: &RemittedClaim| claim.lines.iter().map(|line| i64::try_from(line.paid).unwrap()).sum::<i64>();
        let total: i64 = claims.iter().map(|claim| if claim.reversal { -sum(claim) } else { sum(claim) }).sum();
        let mut facts = facts(claims);
        facts.control_number = control_number;
        if total < 0 {
            let kind = ProviderAdjustmentKind::ForwardBalance;
            facts.adjustments = vec![ProviderAdjustment { kind, reference: "6/4".into(), amount: total }];
        }
        facts.payment = total.max(0).try_into().unwrap();
        let text = write_835(&facts, &zone()).unwrap();
        let read = read_835(text.as_bytes()).unwrap();
        prop_assert_eq!(read.payment, i128::from(facts.payment));
        prop_assert_eq!(read.claims.len(), facts.claims.len());
        for (read, own) in read.claims.iter().zip(&facts.claims) {
            prop_assert_eq!(read.lines.len(), own.lines.len());
            prop_assert_eq!(read.status == "22", own.reversal);
            for (read, own) in read.lines.iter().zip(&own.lines) {
                for remark in own.adjustments.iter().filter_map(|adjustment| remark_code(adjustment.reason)) {
                    prop_assert_eq!(read.remarks.iter().filter(|read| read.code == remark).count(), 1);
                }
            }
        }
    }

    #[test]
    fn reading_should_answer_for_any_bytes(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        crate::strangers::read_remittance(&bytes);
    }

    #[test]
    fn reading_should_answer_for_any_change(at in any::<prop::sample::Index>(), new in "[ -~\n]{0,6}") {
        let mut text = write_835(&usual(), &zone()).unwrap();
        let at = at.index(text.len());
        text.replace_range(at..text.len().min(at + 3), &new);
        if let Ok(read) = read_835(text.as_bytes()) {
            // Whatever is believed balances.
            let paid: i128 = read.claims.iter().map(|claim| claim.paid).sum();
            let adjusted: i128 = read.provider_adjustments.iter().map(|(_, amount)| amount).sum();
            prop_assert_eq!(read.payment, paid - adjusted);
        }
    }
}

#[test]
fn fuzz_target_should_begin_with_what_is_written() {
    for (name, facts) in [("usual", usual()), ("undone", undone()), ("remarked", remarked())] {
        begins_with("remittance", name, write_835(&facts, &zone()).unwrap().as_bytes());
    }
}

proptest! {
    #![proptest_config(cases(3_000))]

    #[test]
    fn remittance_should_be_read_or_refused_without_panic_when_altered(edits in edits()) {
        let text = write_835(&usual(), &zone()).unwrap();
        crate::strangers::read_remittance(&altered(text.as_bytes(), &edits, b"0123456789*~:.-^\nSEGCLPSVAMTBR"));
    }
}
