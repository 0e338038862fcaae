//! Addresses in any script, written in any way (`decisions` 50).

use byline_accounts::{Registration, RegistrationError, RegistrationProblem};
use byline_model::{Locale, RecordState};

use crate::support::{PASSWORD, World, form};

async fn register(world: &World, address: &str, again: &str) -> Result<byline_model::OrcidId, RegistrationError> {
    let form = Registration { email_again: again.into(), ..form(address) };
    world.accounts.register(&form, world.now()).await.map(|it| it.orcid)
}

/// D-50
#[tokio::test]
async fn people_of_every_script_register_sign_in_and_get_new_passwords() {
    for [address, again] in [
        ["नमस्ते@उदाहरण.भारत", " नमस्ते@उदाहरण.भारत "],
        ["தமிழ்@உதாரணம்.இந்தியா", "தமிழ்@xn--zkc6cc5bi7f6e.இந்தியா"],
        ["ผู้ใช้@ตัวอย่าง.ไทย", "ผู้ใช้@ตัวอย่าง.ไทย"],
        ["អ្នកប្រើ@example.org", "អ្នកប្រើ@EXAMPLE.org"],
        ["မြန်မာ@ဥပမာ.example", "မြန်မာ@ဥပမာ.example"],
        ["می\u{200C}خواهم@مثال.example", "می\u{200C}خواهم@مثال.example"],
        ["jo\u{308}rg@mu\u{308}ller.example", "JÖRG@müller.example"],
        ["nguye\u{302}\u{303}n@example.org", "nguyễn@example.org"],
        ["ada@bücher.example", "ada@xn--bcher-kva.example"],
        ["σίσυφος@example.org", "ΣΊΣΥΦΟΣ@example.org"],
    ] {
        let world = World::new();
        let orcid = register(&world, address, again).await.unwrap_or_else(|error| panic!("{address}: {error:?}"));
        let secret = world.link(again, "verify-email").await;
        for typed in [address, again] {
            assert!(world.opens(typed, PASSWORD).await, "{typed}");
            world.accounts.request_reset(typed, Locale::En, world.now()).await.unwrap();
            let mails = world.mails(typed).await;
            assert_eq!(&*mails.last().unwrap().to, address, "to the address as it was written down");
            let reset = world.link(typed, "reset-password-email").await;
            assert_eq!(world.accounts.reset_form(&reset, world.now()).await.unwrap().person, orcid);
        }
        assert_eq!(&*world.accounts.address_to_verify(&secret, None, world.now()).await.unwrap().address, address);
        assert_eq!(world.accounts.verify_email(&secret, None, world.now()).await.unwrap(), orcid);
        let Err(RegistrationError::Problems(problems)) = register(&world, again, address).await else {
            panic!("{again} is taken");
        };
        assert_eq!(problems, [RegistrationProblem::EmailTaken { more: None, by: RecordState::Active }], "{again}");
    }
}

/// D-50
#[tokio::test]
async fn what_looks_like_an_address_gets_none_of_its_mail() {
    let world = World::new();
    register(&world, "vick@example.org", "vick@example.org").await.unwrap();
    let typed = "vic\u{212A}@example.org";
    for _ in 0..world.accounts.settings().mails_per_hour + 2 {
        world.accounts.request_reset(typed, Locale::En, world.now()).await.unwrap();
        world.accounts.remind_of_id(typed, Locale::En, world.now()).await.unwrap();
    }
    let mails = world.mails("vick@example.org").await;
    assert!(mails.iter().all(|it| &*it.to == "vick@example.org"));
    // With the one that registering sent: however it is written, it is counted as one.
    assert_eq!(mails.len(), 1 + world.accounts.settings().mails_per_hour as usize);
}

/// D-50
#[tokio::test]
async fn wrong_passwords_count_for_one_name_however_it_is_written() {
    let world = World::new();
    register(&world, "ada@bücher.example", "ada@bücher.example").await.unwrap();
    let ways = ["ada@bücher.example", "ADA@xn--bcher-kva.example", "ada@bu\u{308}cher.example"];
    for way in ways.iter().cycle().take(10) {
        assert!(!world.opens(way, "wrong").await);
    }
    for way in ways {
        assert!(!world.opens(way, PASSWORD).await, "{way}: locked");
    }
}

#[tokio::test]
async fn ids_open_sessions_in_any_written_form() {
    let world = World::new();
    let orcid = register(&world, "ada@example.org", "ada@example.org").await.unwrap().to_string();
    let wide: String =
        orcid.chars().map(|it| it.to_digit(10).and_then(|it| char::from_u32(0xFF10 + it)).unwrap_or(it)).collect();
    for typed in [
        orcid.replace('-', "\u{2013}"),
        orcid.replace('-', "\u{2011}"),
        orcid.replace('-', "\u{FF0D}"),
        format!("\u{200E}https://orcid.org/{orcid}?lang=de\u{FEFF}"),
        format!("https://orcid.org/{orcid}/"),
        wide,
    ] {
        assert!(world.opens(&typed, PASSWORD).await, "{typed}");
    }
}
