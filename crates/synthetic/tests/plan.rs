//! Records follow from seed and index alone, and have what the registry has.

use std::collections::{HashMap, HashSet};
use std::thread;

use byline_model::{ItemKind, OrcidId, RecordState, Visibility};
use byline_synthetic::names::{Script, script_of};
use byline_synthetic::{Mix, Person, Plan, Settings};

fn settings(hidden: f64) -> Settings {
    Settings { seed: 42, as_of: "2025-10-01T00:00:00Z".parse().unwrap(), mix: Mix::Registry, hidden }
}

fn plan(hidden: f64) -> Plan {
    Plan::new(settings(hidden)).unwrap()
}

/// PLAT-9
#[test]
fn a_record_is_the_same_whoever_makes_it_and_when() {
    let in_turn: Vec<Person> = {
        let plan = plan(0.3);
        (0..2000).map(|index| plan.person(index)).collect()
    };
    // Backwards, each by a plan that made nothing before, on four threads.
    thread::scope(|scope| {
        for part in 0..4 {
            let in_turn = &in_turn;
            scope.spawn(move || {
                for index in (0..2000).rev().filter(|index| index % 4 == part) {
                    assert_eq!(plan(0.3).person(index), in_turn[index as usize], "record {index}");
                }
            });
        }
    });
}

#[test]
fn another_seed_makes_other_people() {
    let (one, other) = (plan(0.0), Plan::new(Settings { seed: 43, ..settings(0.0) }).unwrap());
    let same = (0..500).filter(|index| one.person(*index).items == other.person(*index).items).count();
    assert!(same < 15, "{same}");
}

#[test]
fn hidden_items_leave_the_public_ones_as_they_are() {
    let (open, both) = (plan(0.0), plan(0.3));
    let mut hidden = 0;
    for index in 0..3000 {
        let (open, both) = (open.person(index), both.person(index));
        let public = |person: &Person| {
            person.items.iter().filter(|it| it.visibility == Visibility::Public).cloned().collect::<Vec<_>>()
        };
        assert_eq!(public(&open), public(&both), "record {index}");
        hidden += both.items.len() - open.items.len();
    }
    assert!(hidden > 1000, "{hidden}");
}

#[test]
fn ids_lie_in_the_test_block_and_never_meet() {
    let plan = plan(0.0);
    let ids: HashSet<_> = (0..200_000).map(|index| plan.orcid(index)).collect();
    assert_eq!(ids.len(), 200_000);
    assert!(ids.iter().all(|it| OrcidId::TEST_BLOCK.contains(&it.base())));
}

#[test]
fn put_codes_are_no_two_items() {
    let plan = plan(0.3);
    let mut seen = HashSet::new();
    for index in 0..2000 {
        for item in plan.person(index).items.iter().filter(|it| !it.kind.is_single() && it.kind != ItemKind::Email) {
            assert!(seen.insert(item.put_code), "{index} {}", item.put_code);
        }
    }
}

#[test]
fn items_are_in_the_order_of_storage_and_within_the_life_of_their_record() {
    let plan = plan(0.3);
    for index in 0..1000 {
        let person = plan.person(index);
        assert!(person.items.is_sorted_by_key(|it| (it.kind, it.put_code)));
        let history = &person.head.history;
        for item in &person.items {
            assert!(history.submitted <= item.created && item.created <= item.modified, "{index}");
            assert!(item.modified <= history.modified, "{index}");
        }
    }
}

/// PLAT-9.3
#[test]
fn every_registry_of_a_thousand_has_heavy_records() {
    let plan = plan(0.0);
    let works = |index| plan.person(index).items.iter().filter(|it| it.kind == ItemKind::Work).count();
    let mut counts: Vec<_> = (0..1000).map(works).filter(|count| *count >= 1000).collect();
    counts.sort_unstable();
    for planted in [1000, 5000, 10_000] {
        assert!(counts.contains(&planted), "{counts:?}");
    }
}

/// PLAT-9.3
#[test]
fn each_five_million_have_their_forty_heaviest() {
    let plan = plan(0.0);
    let heavy: Vec<_> = (0..40)
        .map(|rank| 62_500 + rank * 125_000)
        .filter(|index| index / 125_000 % 8 == 0)
        .map(|index| plan.person(index).items.iter().filter(|it| it.kind == ItemKind::Work).count())
        .collect();
    assert!(heavy.iter().all(|count| *count >= 1990), "{heavy:?}");
}

#[test]
fn merged_records_lead_to_one_in_use() {
    let plan = plan(0.0);
    let index_of: HashMap<_, _> = (0..20_000).map(|index| (plan.orcid(index), index)).collect();
    let mut merged = 0;
    for index in 0..20_000 {
        if let RecordState::Deprecated { primary } = plan.state(index) {
            merged += 1;
            let before = index_of[&primary];
            assert!(before < index && plan.state(before) == RecordState::Active);
            let person = plan.person(index);
            assert!(person.items.is_empty() && person.permissions.is_empty());
        }
    }
    assert!((170..=270).contains(&merged), "{merged}");
}

/// PLAT-9.2
#[test]
fn every_script_and_every_slip_comes_by() {
    let plan = plan(0.0);
    let mut seen: HashMap<&str, u32> = HashMap::new();
    let mut scripts: HashSet<Script> = HashSet::new();
    for index in 0..40_000 {
        let person = plan.person(index);
        let Some(name) = person.items.iter().find(|it| it.kind == ItemKind::Name) else { continue };
        let text = &*name.body;
        let given = text.split('"').nth(5).unwrap_or_default();
        scripts.insert(script_of(given));
        let slips: [(&str, bool); 9] = [
            ("capitals", given.len() > 2 && given.is_ascii() && given.to_uppercase() == given),
            ("small letters", given.len() > 2 && given.is_ascii() && given.to_lowercase() == given),
            ("title", given.starts_with("Dr. ") || given.starts_with("Prof. ")),
            ("trailing space", given.ends_with(' ')),
            ("double space", given.contains("  ")),
            ("tab or line break", text.contains("\\t") || text.contains("\\n")),
            ("typographic apostrophe", text.contains('’')),
            ("typographic hyphen", text.contains('‐') || text.contains('–')),
            ("address", text.contains("@mail.example")),
        ];
        slips.iter().filter(|(_, there)| *there).for_each(|(slip, _)| *seen.entry(slip).or_default() += 1);
    }
    assert_eq!(scripts.len(), Script::ALL.len(), "{scripts:?}");
    assert_eq!(seen.len(), 9, "{seen:?}");
}

#[test]
fn a_registry_before_there_was_one_is_refused() {
    let as_of = "2012-06-01T00:00:00Z".parse().unwrap();
    assert!(Plan::new(Settings { as_of, ..settings(0.0) }).is_err());
}

#[test]
fn people_who_keep_records_have_thirty_items_in_the_median() {
    let plan = Plan::new(Settings { mix: Mix::Kept, ..settings(0.0) }).unwrap();
    let mut counts: Vec<_> = (0..4000).map(|index| plan.person(index).items.len()).collect();
    counts.sort_unstable();
    assert!((27..=36).contains(&counts[2000]), "{}", counts[2000]);
}
