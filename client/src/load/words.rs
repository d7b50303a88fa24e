//! The figures for people, in English and Korean.

use super::{
    drive::Pace,
    report::{Circumstances, Report, machine},
    statistics::Latencies,
};
use crate::messages::Language;
use std::{fmt::Write, time::Duration};

fn seconds(time: Duration) -> String {
    format!("{:.2} s", time.as_secs_f64())
}

fn row(name: &str, of: Option<Latencies>) -> String {
    let times = match of {
        Some(of) => [of.p50, of.p95, of.p99, of.most].map(seconds),
        None => ["-"; 4].map(str::to_owned),
    };
    let [p50, p95, p99, most] = times;
    format!("{name:<34}{p50:>10}{p95:>10}{p99:>10}{most:>10}\n")
}

impl Report {
    /// The figures in a language.
    pub fn text(&self, language: Language) -> String {
        let say = |english: &str, korean: &str| match language {
            Language::English => english.to_owned(),
            Language::Korean => korean.to_owned(),
        };
        let mut text = self.heading(language);
        let _ = writeln!(text, "{}", self.throughput(language));
        let _ = writeln!(
            text,
            "{:<34}{:>10}{:>10}{:>10}{:>10}",
            say("seconds until", "걸린 시간"),
            "p50",
            "p95",
            "p99",
            "max"
        );
        text.push_str(&row(&say("in a block", "블록에 포함"), self.to_block));
        text.push_str(&row(&say("final", "확정"), self.to_final));
        for (act, of) in &self.acts {
            text.push_str(&row(&format!("  {} ({})", act.name(), of.finalised), of.latency));
        }
        text.push_str(&self.chain_figures(language));
        for (title, counts) in [
            (
                say("nodes said instead of taking a transaction", "노드가 거래를 받지 않은 이유"),
                self.refusals.iter().map(|(why, count)| (why.clone(), count.to_string())).collect::<Vec<_>>(),
            ),
            (say("never taken", "끝내 받지 않은 거래"), counted(&self.not_taken)),
            (say("failed in their blocks", "블록에서 실패한 거래"), counted(&self.failures)),
        ] {
            if !counts.is_empty() {
                let _ = writeln!(text, "{title}:");
                counts.iter().for_each(|(why, count)| {
                    let _ = writeln!(text, "  {count:>8}  {why}");
                });
            }
        }
        text.push_str(&self.nodes(language));
        text.push_str(&self.notes(language));
        text
    }

    fn heading(&self, language: Language) -> String {
        let Circumstances { chain, program, slot, settings, .. } = &self.circumstances;
        let (kind, length, nodes, accounts) =
            (settings.kind.name(), settings.duration.as_secs(), settings.nodes.len(), settings.accounts);
        let (slot, machine) = (slot.as_millis(), machine());
        match (language, settings.pace) {
            (Language::English, Pace::Rate(rate)) => format!(
                "{kind}: {rate} a second for {length} s (open loop), {accounts} accounts, {nodes} nodes\n\
                 {chain}, {program}, slots of {slot} ms; sent from {machine}\n"
            ),
            (Language::English, Pace::InFlight(most)) => format!(
                "{kind}: {most} in flight for {length} s (closed loop), {accounts} accounts, {nodes} nodes\n\
                 {chain}, {program}, slots of {slot} ms; sent from {machine}\n"
            ),
            (Language::Korean, Pace::Rate(rate)) => format!(
                "{kind}: 초당 {rate}건, {length}초(열린 방식), 계정 {accounts}개, 노드 {nodes}개\n\
                 {chain}, {program}, 슬롯 {slot} ms; 보낸 컴퓨터 {machine}\n"
            ),
            (Language::Korean, Pace::InFlight(most)) => format!(
                "{kind}: 동시에 {most}건, {length}초(닫힌 방식), 계정 {accounts}개, 노드 {nodes}개\n\
                 {chain}, {program}, 슬롯 {slot} ms; 보낸 컴퓨터 {machine}\n"
            ),
        }
    }

    fn throughput(&self, language: Language) -> String {
        let (due, done) = (
            self.samples.iter().filter(|sample| sample.due.is_some()).count(),
            self.samples.iter().filter(|sample| sample.finalised.is_some()).count(),
        );
        let (from, until) = (self.window.from.as_secs(), self.window.until.as_secs());
        let (included, finalised, lost, skipped) = (self.included, self.finalised, self.lost, self.skipped);
        let (resent, before) = (self.resent, self.circumstances.resent_before);
        match language {
            Language::English => format!(
                "steady part, from {from} to {until} s: {included:.1} a second into blocks, {finalised:.1} a second final\n\
                 {due} sent, {done} final, {lost} taken and not final, {skipped} held back\n\
                 {resent} lost by a node and sent again, {before} in the preparation\n"
            ),
            Language::Korean => format!(
                "안정 구간 {from}초~{until}초: 블록에 초당 {included:.1}건, 확정 초당 {finalised:.1}건\n\
                 보낸 거래 {due}건, 확정 {done}건, 받았으나 확정되지 않음 {lost}건, 보내지 않음 {skipped}건\n\
                 노드가 잃어 다시 보낸 거래 {resent}건, 준비 단계에서 {before}건\n"
            ),
        }
    }

    fn chain_figures(&self, language: Language) -> String {
        let of = &self.of_blocks;
        let fill = of.fill.map_or_else(|| "-".to_owned(), |fill| format!("{:.0} %", fill * 100.0));
        let (count, mean, most) = (of.count, of.transactions, of.most);
        let (slots, missed) = (of.slots.all, of.slots.missed);
        let (heights, abandoned, turns) = (of.forks.heights, of.forks.abandoned, of.forks.reorganisations);
        match language {
            Language::English => format!(
                "\n{count} blocks in the steady part: {mean:.1} transactions on average, {most} at most, {fill} full\n\
                 {missed} of {slots} slots missed; forks at {heights} heights, {abandoned} blocks given up, {turns} \
                 reorganisations\n"
            ),
            Language::Korean => format!(
                "\n안정 구간의 블록 {count}개: 평균 {mean:.1}건, 최대 {most}건, 채움 {fill}\n\
                 슬롯 {slots}개 가운데 {missed}개가 비었음; 갈라진 높이 {heights}곳, 버려진 블록 {abandoned}개, 재구성 {turns}번\n"
            ),
        }
    }

    /// What nodes said of themselves.
    fn nodes(&self, language: Language) -> String {
        let mut text = String::new();
        for node in &self.circumstances.nodes {
            let _ = writeln!(text, "{}:", node.url);
            if let Some(failure) = &node.failure {
                let _ = match language {
                    Language::English => writeln!(text, "  no metrics: {failure}"),
                    Language::Korean => writeln!(text, "  지표를 읽을 수 없음: {failure}"),
                };
            }
            for (reason, count) in &node.block_ends {
                let _ = match language {
                    Language::English => writeln!(text, "  {count:>8} blocks ended: {reason}"),
                    Language::Korean => writeln!(text, "  블록 {count:>8}개가 끝난 이유: {reason}"),
                };
            }
            for (gauge, most) in &node.pool {
                let _ = match language {
                    Language::English => writeln!(text, "  {most:>8} at most: {gauge}"),
                    Language::Korean => writeln!(text, "  최대 {most:>8}: {gauge}"),
                };
            }
        }
        text
    }

    /// What whoever reads the figures has to know.
    fn notes(&self, language: Language) -> String {
        let mut text = String::new();
        for organisation in self.used_up() {
            let _ = match language {
                Language::English => writeln!(
                    text,
                    "note: the allowance of organisation {organisation} is used up, so that its transactions wait for the next \
                     window. The council raises it: bogam governance propose set-allowance {organisation} --milliseconds N"
                ),
                Language::Korean => writeln!(
                    text,
                    "알림: 기관 {organisation}의 사용 한도를 다 써서 거래가 다음 구간을 기다립니다. 평의회가 올립니다: bogam \
                     governance propose set-allowance {organisation} --milliseconds N"
                ),
            };
        }
        if let (gaps @ 1.., Some(gap)) = &self.gaps {
            let _ = match language {
                Language::English => writeln!(text, "note: {gaps} answers of the node are missing; the last: {gap}"),
                Language::Korean => writeln!(text, "알림: 노드의 응답 {gaps}개가 없습니다. 마지막: {gap}"),
            };
        }
        text
    }
}

fn counted(counts: &std::collections::BTreeMap<String, usize>) -> Vec<(String, String)> {
    counts.iter().map(|(why, count)| (why.clone(), count.to_string())).collect()
}
