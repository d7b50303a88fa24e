use super::*;
use crate::messages::Explained;

fn code(change: impl FnOnce(&mut RemittanceFacts)) -> &'static str {
    let mut facts = usual();
    change(&mut facts);
    let error = write_835(&facts, &zone()).unwrap_err();
    assert!(error.korean().chars().any(|character| ('가'..='힣').contains(&character)));
    error.code()
}

#[test]
fn remittance_should_be_refused_when_it_does_not_balance() {
    assert_eq!(code(|facts| facts.payment += 1), "remittance_payment_differs");
    assert_eq!(code(|facts| facts.claims[0].lines[0].paid += 1), "remittance_line_differs");
    assert_eq!(code(|facts| facts.claims[0].lines[0].charge -= 1), "remittance_line_differs");
    assert_eq!(code(|facts| facts.claims[0].lines[0].adjustments[0].amount += 1), "remittance_line_differs");
    assert_eq!(code(|facts| facts.claims[0].lines[0].adjustments[0].amount = 0), "remittance_zero_adjustment");
    assert_eq!(code(|facts| facts.claims[2].reversal = false), "remittance_payment_differs");
    // Reversals that nothing offsets would make the payment negative.
    let mut alone = undone();
    alone.adjustments.clear();
    assert_eq!(write_835(&alone, &zone()).unwrap_err().code(), "remittance_payment_differs");
}

#[test]
fn remittance_should_be_refused_when_it_exceeds_a_bound() {
    assert_eq!(code(|facts| facts.control_number = 0), "remittance_control_number");
    assert_eq!(code(|facts| facts.control_number = 1_000_000_000), "remittance_control_number");
    assert_eq!(code(|facts| facts.claims.clear()), "remittance_no_claims");
    assert_eq!(
        code(|facts| facts.claims = vec![facts.claims[1].clone(); MOST_CLAIMS + 1]),
        "remittance_too_many_claims"
    );
    assert_eq!(code(|facts| facts.claims[0].lines.clear()), "remittance_line_count");
    let many = |facts: &mut RemittanceFacts| facts.claims[0].lines = vec![line(1, 1, &[]); MOST_LINES + 1];
    assert_eq!(code(many), "remittance_line_count");
    let large = |facts: &mut RemittanceFacts| facts.claims[0].lines = vec![line(1, 1_000_000_000_000_000, &[])];
    assert_eq!(code(large), "remittance_amount_too_large");
    let adjusted = |facts: &mut RemittanceFacts| {
        let kind = ProviderAdjustmentKind::OverpaymentRecovery;
        facts.adjustments = vec![ProviderAdjustment { kind, reference: "1".into(), amount: i64::MIN }];
    };
    assert_eq!(code(adjusted), "remittance_amount_too_large");
    assert_eq!(code(|facts| facts.paid_at = u64::MAX), "remittance_date_out_of_range");
    assert_eq!(code(|facts| facts.claims[0].lines[0].served_at = u64::MAX), "remittance_date_out_of_range");
}

#[test]
fn text_should_be_refused_when_an_835_cannot_carry_it() {
    // A separator would make another message of it; another alphabet cannot be written at all.
    for text in ["A*B", "A~B", "A:B", "A^B", "A\nB", "A`B", "한강약국", "é", " A", "A "] {
        assert_eq!(code(|facts| facts.payee.name = text.into()), "remittance_text_character", "{text:?}");
        assert_eq!(code(|facts| facts.claims[1].control_number = Some(text.into())), "remittance_text_character");
    }
    assert_eq!(code(|facts| facts.payer.name.clear()), "remittance_text_missing");
    assert_eq!(code(|facts| facts.payer.name = "x".repeat(61)), "remittance_text_too_long");
    assert_eq!(code(|facts| facts.trace_number = "x".repeat(1 << 20)), "remittance_text_too_long");
    assert_eq!(code(|facts| facts.payer.address.country = "Korea".into()), "remittance_text_too_long");
    assert_eq!(code(|facts| facts.claims[0].control_number = Some("x".repeat(21))), "remittance_text_too_long");
}

#[test]
fn reader_should_refuse_what_is_not_an_835_that_balances() {
    let text = write_835(&usual(), &zone()).unwrap();
    for (old, new, code) in [
        ("ISA*", "IEA*", "remittance_not_an_interchange"),
        ("GS*HP", "GX*HP", "remittance_unexpected_segment"),
        ("ST*835*", "ST*837*", "remittance_unexpected_segment"),
        ("BPR*I*38600", "BPR*I*38601", "remittance_payment_differs"),
        ("BPR*I*38600", "BPR*I*386.00", "remittance_bad_amount"),
        ("BPR*I*38600*C", "BPR*I*38600*D", "remittance_payment_differs"),
        ("BPR*I*38600", "BPR*I*", "remittance_missing_element"),
        ("CUR*PR*KRW", "CUR*PR*USD", "remittance_currency_not_won"),
        ("N1*PE*Hangang Pharmacy*FI*1208800000~\n", "", "remittance_unexpected_segment"),
        ("*1*62000*29600*20400*", "*1*62001*29600*20400*", "remittance_claim_differs"),
        ("*1*62000*29600*20400*", "*1*62000*29601*20400*", "remittance_claim_differs"),
        ("*1*62000*29600*20400*", "*1*62000*29600*20401*", "remittance_claim_differs"),
        ("SVC*ER:MEDICINE*50000*29600", "SVC*ER:MEDICINE*50000*29599", "remittance_line_differs"),
        ("CAS*PR*3*3000", "CAS*PR*3*2999", "remittance_line_differs"),
        ("CAS*PR*3*3000", "CAS*PR*3*", "remittance_missing_element"),
        ("CAS*CO*197*400~\n", "", "remittance_count_differs"),
        ("SE*46*", "SE*45*", "remittance_count_differs"),
        ("SE*46*0001", "SE*46*0002", "remittance_control_differs"),
        ("GE*1*77", "GE*2*77", "remittance_count_differs"),
        ("GE*1*77", "GE*1*78", "remittance_control_differs"),
        ("IEA*1*000000077", "IEA*1*000000078", "remittance_control_differs"),
        ("LX*1", "ZZ*1", "remittance_unexpected_segment"),
    ] {
        assert!(text.contains(old), "{old}");
        let error = read_835(text.replacen(old, new, 1).as_bytes()).unwrap_err();
        assert_eq!(error.code(), code, "{old} → {new}: {error}");
        assert!(error.to_string().is_ascii() && !error.korean().is_empty());
    }
    assert_eq!(read_835(format!("{text}ISA~\n").as_bytes()).unwrap_err().code(), "remittance_unexpected_segment");
    let code = |bytes: &[u8]| read_835(bytes).unwrap_err().code();
    assert_eq!(code(b""), "remittance_not_an_interchange");
    assert_eq!(code(&text.as_bytes()[..text.len() - 2]), "remittance_not_an_interchange");
    assert_eq!(code(&[0xff; 200]), "remittance_not_an_interchange");
    assert_eq!(code(&vec![b'x'; LARGEST_REMITTANCE + 1]), "remittance_input_too_large");
    assert_eq!(code("ISAAAA".repeat(40).as_bytes()), "remittance_not_an_interchange");
}
