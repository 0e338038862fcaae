use std::path::PathBuf;
use std::sync::Arc;
use byline_model::{Timestamp, env::Clock};
use byline_registry::*;
use byline_store::Store;
struct C; impl Clock for C { fn now(&self)->Timestamp{Timestamp::from_millis(1_790_000_000_000)} }
struct Q; impl byline_datafile::Progress for Q {}
#[tokio::main]
async fn main(){
 let base="http://127.0.0.1:8099";
 let store: Arc<dyn Store> = byline_store_sqlite::SqliteStore::throwaway().unwrap();
 byline_datafile::import::import(store.clone(), vec![PathBuf::from("demo")], byline_datafile::import::ImportOptions::new(C.now()), Arc::new(Q)).await.unwrap();
 let reg=Arc::new(Registry::new(store, Arc::new(C), Urls::new(base), KeepViews::Off));
 let mut site=byline_web::Site::single_origin(base); site.sandbox=true;
 let l=tokio::net::TcpListener::bind("127.0.0.1:8099").await.unwrap();
 axum::serve(l, byline_web::router(byline_web::WebState::new(reg, site))).await.unwrap();
}
