//! What operators watch their nodes with: the alerts and the dashboard ask for what a node really tells, every alert leads to
//! instructions, and the service starts the node with options that it has.

use bogam_tests::{
    Failure, Outcome, await_until,
    command::{node_binary, run, workspace},
    ensure, http,
    network::Network,
    promql::metrics,
};
use serde_yaml::Value;
use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    process::Command,
    time::Duration,
};

/// By then a node has told everything once.
const PATIENCE: Duration = Duration::from_secs(60);

/// What Prometheus knows by itself of whatever it reads.
const OF_PROMETHEUS: [&str; 1] = ["up"];

fn shipped(file: &str) -> Outcome<String> {
    let path = workspace().join("operations").join(file);
    fs::read_to_string(&path).map_err(|error| Failure(format!("{}: {error}", path.display())))
}

/// An alert, as far as it is checked.
struct Alert {
    name: String,
    expression: String,
    runbook: String,
}

/// The alerts of a file, each of which has all that an operator needs.
fn alerts(file: &str) -> Outcome<Vec<Alert>> {
    let content: Value =
        serde_yaml::from_str(&shipped(file)?).map_err(|error| Failure(format!("{file} is no YAML: {error}")))?;
    let mut alerts = Vec::new();
    for group in content["groups"].as_sequence().ok_or("there are no groups of rules")? {
        ensure(group["name"].is_string(), || format!("{file} has a group without a name"))?;
        for rule in group["rules"].as_sequence().ok_or("a group without rules")? {
            let text = |value: &Value, what: &str| -> Outcome<String> {
                let text = value.as_str().filter(|text| !text.trim().is_empty());
                text.map(str::to_owned).ok_or_else(|| Failure(format!("a rule of {file} has no {what}: {rule:?}")))
            };
            let severity = text(&rule["labels"]["severity"], "severity")?;
            ensure(["critical", "warning", "info"].contains(&severity.as_str()), || format!("severity {severity}?"))?;
            text(&rule["annotations"]["summary"], "summary")?;
            text(&rule["annotations"]["description"], "description")?;
            alerts.push(Alert {
                name: text(&rule["alert"], "name")?,
                expression: text(&rule["expr"], "expression")?,
                runbook: text(&rule["annotations"]["runbook"], "runbook")?,
            });
        }
    }
    ensure(!alerts.is_empty(), || format!("{file} has no alerts"))?;
    Ok(alerts)
}

/// The expressions of the dashboard's panels, by their titles.
fn panels() -> Outcome<Vec<(String, String)>> {
    let dashboard: serde_json::Value = serde_json::from_str(&shipped("grafana/bogam.json")?)?;
    let mut expressions = Vec::new();
    let mut numbers = BTreeSet::new();
    for panel in dashboard["panels"].as_array().ok_or("the dashboard has no panels")? {
        let title = panel["title"].as_str().ok_or("a panel without a title")?;
        let number = panel["id"].as_u64().ok_or("a panel without a number")?;
        ensure(numbers.insert(number), || format!("two panels have number {number}"))?;
        let targets = panel["targets"].as_array().map(Vec::as_slice).unwrap_or_default();
        ensure(panel["type"] == "row" || !targets.is_empty(), || format!("panel {title:?} shows nothing"))?;
        for target in targets {
            let expression = target["expr"].as_str().ok_or("a panel without an expression")?;
            expressions.push((format!("panel {title:?}"), expression.to_owned()));
        }
    }
    ensure(!expressions.is_empty(), || "the dashboard shows nothing".into())?;
    Ok(expressions)
}

/// The name under which a heading of a document is linked to.
fn anchor(heading: &str) -> String {
    let kept = heading.trim().chars().filter(|letter| letter.is_alphanumeric() || [' ', '-'].contains(letter));
    kept.map(|letter| if letter == ' ' { '-' } else { letter.to_ascii_lowercase() }).collect()
}

#[test]
fn alerts_should_have_names_of_their_own_and_lead_to_instructions() {
    let mut names = BTreeSet::new();
    let mut anchors: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for file in ["prometheus/bogam-alerts.yaml", "prometheus/host-alerts.yaml"] {
        for Alert { name, runbook, .. } in alerts(file).unwrap() {
            assert!(name.starts_with("Bogam") && names.insert(name.clone()), "{name} of {file}");
            let (document, place) = runbook.split_once('#').unwrap_or((runbook.as_str(), ""));
            let headings = anchors.entry(document.to_owned()).or_insert_with(|| {
                let text = fs::read_to_string(workspace().join(document)).unwrap_or_default();
                text.lines().filter_map(|line| line.strip_prefix("## ")).map(anchor).collect()
            });
            assert!(headings.contains(place), "{name} leads to {runbook}, and there is {headings:?}");
        }
    }
    let main: Value = serde_yaml::from_str(&shipped("prometheus/prometheus.yml").unwrap()).unwrap();
    let loaded: Vec<_> = main["rule_files"].as_sequence().into_iter().flatten().filter_map(Value::as_str).collect();
    assert_eq!(loaded, ["bogam-alerts.yaml", "host-alerts.yaml"]);
}

#[test]
fn host_alerts_should_ask_only_for_what_a_machine_tells() {
    for Alert { name, expression, .. } in alerts("prometheus/host-alerts.yaml").unwrap() {
        let asked = metrics(&expression);
        assert!(!asked.is_empty() && asked.iter().all(|metric| metric.starts_with("node_")), "{name}: {asked:?}");
    }
}

#[test]
fn alerts_and_dashboard_should_ask_for_what_a_running_node_tells() {
    let network = Network::start(1).unwrap();
    let rules = alerts("prometheus/bogam-alerts.yaml").unwrap();
    let asking = rules.into_iter().map(|alert| (alert.name, alert.expression)).chain(panels().unwrap());
    let mut asked: BTreeMap<String, String> = BTreeMap::new();
    for (who, expression) in asking {
        let metrics = metrics(&expression);
        assert!(!metrics.is_empty(), "{who} asks for nothing: {expression}");
        asked.extend(metrics.into_iter().map(|metric| (metric, who.clone())));
    }
    asked.retain(|metric, _| !OF_PROMETHEUS.contains(&metric.as_str()));
    assert!(asked.len() > 15, "{asked:?}");

    let told = || -> Outcome<BTreeSet<String>> {
        let page = http::get(network.metrics_port(1), "/metrics")?;
        let lines = page.lines().filter(|line| !line.starts_with('#'));
        Ok(lines.filter_map(|line| line.split(['{', ' ']).next()).map(str::to_owned).collect())
    };
    let missing = || -> Outcome<Vec<String>> {
        let told = told()?;
        let missing = asked.iter().filter(|(metric, _)| !told.contains(*metric));
        Ok(missing.map(|(metric, who)| format!("{metric} ({who})")).collect())
    };
    let all_told = await_until("the node to tell all metrics", PATIENCE, || Ok(missing()?.is_empty().then_some(())));
    assert!(all_told.is_ok(), "the node does not tell {:?}", missing().unwrap());
    // The same check finds one that no node has.
    assert!(!told().unwrap().contains("substrate_block_heights"));
}

#[test]
fn service_should_start_the_node_with_options_that_it_has() {
    let unit = shipped("systemd/bogam-node.service").unwrap();
    let (_, start) = unit.split_once("ExecStart=").unwrap();
    // The command goes on in the next line after a backslash.
    let lines = start.lines().scan(true, |goes_on, line| {
        let is_part = *goes_on;
        *goes_on = line.ends_with('\\');
        is_part.then_some(line)
    });
    let words: Vec<&str> = lines.flat_map(str::split_whitespace).collect();
    let options: BTreeSet<&str> = words.into_iter().filter(|word| word.starts_with("--")).collect();
    assert!(options.contains("--validator") && options.len() > 8, "{options:?}");
    let help = run(Command::new(node_binary().unwrap()).arg("--help"), "", PATIENCE).unwrap();
    let help = String::from_utf8(help.output).unwrap();
    let known: BTreeSet<&str> = help
        .split(|letter: char| letter.is_whitespace() || letter == ',')
        .filter(|word| word.starts_with("--"))
        .collect();
    let unknown: Vec<_> = options.difference(&known).collect();
    assert!(unknown.is_empty(), "the node has no {unknown:?}");
}
