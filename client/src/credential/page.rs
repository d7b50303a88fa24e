//! A page to print: the disclosed fields, who issued them, and the codes. It needs nothing from elsewhere and runs no program.

use super::{parts, presentation::Presentation};
use crate::{messages::Language, qr::QrError};
use jiff::{Timestamp, tz::TimeZone};
use serde_json::Value;

const STYLE: &str = "body{font-family:sans-serif;max-width:52em;margin:2em auto;padding:0 1em;line-height:1.4}\
table{border-collapse:collapse;width:100%}th,td{border:1px solid #888;padding:.4em .6em;text-align:left;vertical-align:top;\
overflow-wrap:anywhere}th{width:30%;font-weight:600}pre{margin:0;white-space:pre-wrap}figure{display:inline-block;margin:1em;\
text-align:center;break-inside:avoid}svg{width:9cm;height:9cm}.note{border-left:.3em solid #888;padding-left:.8em}";

/// The sentences of the page in one language.
struct Words {
    code: &'static str,
    title: &'static str,
    issuer: &'static str,
    kind: &'static str,
    from: &'static str,
    until: &'static str,
    batch: &'static str,
    place: &'static str,
    fields: &'static str,
    nothing: &'static str,
    codes: &'static str,
    note: &'static str,
    of: fn(usize, usize) -> String,
}

const ENGLISH: Words = Words {
    code: "en",
    title: "Certificate",
    issuer: "Issuer",
    kind: "Type",
    from: "Valid from",
    until: "Valid until",
    batch: "Batch",
    place: "Place in the batch",
    fields: "Disclosed content",
    nothing: "Nothing is disclosed.",
    codes: "Codes",
    note: "This page proves nothing by itself. Scan all codes, in any order, with a program that verifies certificates: only its \
           answer says whether the certificate was issued, and whether it still counts.",
    of: |number, count| format!("Code {number} of {count}"),
};

const KOREAN: Words = Words {
    code: "ko",
    title: "증명서",
    issuer: "발급 기관",
    kind: "종류",
    from: "유효 시작",
    until: "유효 종료",
    batch: "묶음",
    place: "묶음 안의 순번",
    fields: "공개된 내용",
    nothing: "공개된 내용이 없습니다.",
    codes: "코드",
    note: "이 종이만으로는 아무것도 증명되지 않습니다. 증명서 확인 프로그램으로 모든 코드를 순서에 상관없이 스캔하십시오. \
           증명서가 실제로 발급되었는지, 지금도 유효한지는 그 결과로만 알 수 있습니다.",
    of: |number, count| format!("코드 {count}개 중 {number}번"),
};

/// `text` as it may stand in HTML, in an element or a quoted attribute. Control characters become spaces.
fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            '\n' | '\t' => escaped.push(character),
            other if other.is_control() => escaped.push(' '),
            other => escaped.push(other),
        }
    }
    escaped
}

/// A value as a reader sees it: texts as they are, everything else as JSON.
fn shown(value: &Value) -> String {
    match value {
        // Isolated, so that writing from right to left cannot rearrange what stands beside it.
        Value::String(text) => format!("<bdi>{}</bdi>", escape(text)),
        Value::Object(_) | Value::Array(_) => {
            let text = serde_json::to_string_pretty(value).unwrap_or_else(|_| value.to_string());
            format!("<pre><bdi>{}</bdi></pre>", escape(&text))
        }
        other => escape(&other.to_string()),
    }
}

fn time(seconds: u64) -> String {
    let timestamp = i64::try_from(seconds).ok().and_then(|seconds| Timestamp::from_second(seconds).ok());
    match timestamp {
        Some(timestamp) => timestamp.to_zoned(TimeZone::UTC).strftime("%Y-%m-%d %H:%M UTC").to_string(),
        None => seconds.to_string(),
    }
}

fn row(page: &mut String, name: &str, value: &str) {
    page.push_str(&format!("<tr><th><bdi>{}</bdi></th><td>{value}</td></tr>\n", escape(name)));
}

/// The page for `presentation`, whose text the `codes` carry, as [`parts::divide`] made them. `label` gives a field's
/// title in the page's language, or its name.
pub fn render(
    presentation: &Presentation,
    codes: &[String],
    language: Language,
    label: impl Fn(&str) -> String,
) -> Result<String, QrError> {
    let words = match language {
        Language::English => &ENGLISH,
        Language::Korean => &KOREAN,
    };
    let claims = presentation.claims();
    let mut page = format!(
        "<!doctype html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n\
         <meta name=\"viewport\" content=\"width=device-width\">\n<title>{}</title>\n<style>{STYLE}</style>\n</head>\n\
         <body>\n<h1>{}</h1>\n<table>\n",
        words.code, words.title, words.title
    );
    row(&mut page, words.issuer, &shown(&Value::from(claims.issuer.as_str())));
    row(&mut page, words.kind, &shown(&Value::from(claims.vct.as_str())));
    row(&mut page, words.from, &time(claims.not_before));
    row(&mut page, words.until, &time(claims.expires));
    row(&mut page, words.batch, &format!("0x{}", hex::encode(claims.certificate.batch.0)));
    row(&mut page, words.place, &format!("{} / {}", u64::from(claims.certificate.index) + 1, claims.size));
    page.push_str(&format!("</table>\n<h2>{}</h2>\n", words.fields));
    match presentation.disclosures() {
        [] => page.push_str(&format!("<p>{}</p>\n", words.nothing)),
        disclosures => {
            page.push_str("<table>\n");
            for disclosure in disclosures {
                row(&mut page, &label(disclosure.name()), &shown(disclosure.value()));
            }
            page.push_str("</table>\n");
        }
    }
    page.push_str(&format!("<h2>{}</h2>\n<p class=\"note\">{}</p>\n", words.codes, words.note));
    for (place, code) in codes.iter().enumerate() {
        let picture = parts::to_svg(code)?;
        // Without the XML declaration, which does not belong into a page.
        let picture = picture.find("<svg").and_then(|start| picture.get(start..)).unwrap_or_default();
        let caption = (words.of)(place + 1, codes.len());
        page.push_str(&format!("<figure>{picture}<figcaption>{caption}</figcaption></figure>\n"));
    }
    page.push_str("</body>\n</html>\n");
    Ok(page)
}
