//! B8: which status each code comes with, and the document that says so.

use serde_json::Value;

use crate::wire::Answer;

/// Statuses of codes, as `workflows` B8 lists them.
const TABLE: &[(u16, &[u16])] = &[
    (
        400,
        &[
            9001, 9006, 9012, 9019, 9020, 9022, 9023, 9024, 9026, 9034, 9037, 9042, 9043, 9045, 9046, 9047, 9049, 9050,
            9051, 9053, 9054, 9055, 9058, 9060, 9061, 9062,
        ],
    ),
    (401, &[9002, 9015, 9017]),
    (403, &[9004, 9005, 9009, 9010, 9013, 9014, 9035, 9038, 9039, 9052]),
    (404, &[9011, 9016, 9027, 9028, 9029, 9041]),
    (409, &[9018, 9021, 9025, 9030, 9031, 9032, 9036, 9040, 9044, 9048, 9057]),
];

/// The answer refuses with this code: its status, and all five members of the document. Returns the developer message.
#[track_caller]
pub fn refused(answer: &Answer, code: u16) -> String {
    let document = answer.document();
    let status = TABLE.iter().find(|(_, codes)| codes.contains(&code)).map(|(status, _)| *status);
    let status = status.unwrap_or_else(|| panic!("{code} is in no row"));
    assert_eq!((answer.status, &document["error-code"]), (status, &Value::from(code)), "{answer:?}");
    assert_eq!(document["response-code"], status, "{answer:?}");
    for key in ["developer-message", "user-message", "more-info"] {
        assert!(document[key].as_str().is_some_and(|it| !it.is_empty()), "{key}: {answer:?}");
    }
    document["developer-message"].as_str().expect("a text").to_owned()
}

/// Tokens that count no more, or never did, are refused in the words of OAuth (`oauth` 8.3).
#[track_caller]
pub fn unknown_token(answer: &Answer) {
    assert_eq!(answer.status, 401, "{answer:?}");
    assert_eq!(answer.json()["error"], "invalid_token", "{answer:?}");
}
