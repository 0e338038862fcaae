//! Statements and how they travel: several at once, in order, and back in one turn.

use std::borrow::Cow;
use std::future::poll_fn;
use std::pin::pin;
use std::task::Poll;

use deadpool_postgres::Object;
use futures_util::TryStreamExt;
use futures_util::future::{FutureExt, maybe_done};
use tokio_postgres::types::ToSql;
use tokio_postgres::{Row, Statement};

use crate::failure::Result;

/// A value in a statement.
pub type Param = Box<dyn ToSql + Sync + Send>;

/// A statement with its parameters.
pub struct Query {
    pub sql: Cow<'static, str>,
    pub params: Vec<Param>,
    /// Whether each row that it changes is a webhook that may be due.
    pub rings: bool,
}

impl Query {
    pub fn new(sql: impl Into<Cow<'static, str>>, params: Vec<Param>) -> Self {
        Query { sql: sql.into(), params, rings: false }
    }

    /// The same; each row that it changes is a webhook that may be due.
    pub fn rings(self) -> Self {
        Query { rings: true, ..self }
    }
}

/// `query!(sql, a, b)`: a statement whose parameters are `$1` and `$2`.
macro_rules! query {
    ($sql:expr $(, $param:expr)* $(,)?) => {
        $crate::query::Query::new($sql, vec![$(Box::new($param) as $crate::query::Param),*])
    };
}
pub(crate) use query;

/// What a statement was answered.
#[derive(Debug, Default)]
pub struct Answer {
    pub rows: Vec<Row>,
    /// How many rows it wrote, or read.
    pub affected: u64,
}

impl Answer {
    /// The only value of the only row.
    pub fn is_true(&self) -> Result<bool> {
        self.rows.first().map_or(Ok(false), |row| crate::decode::get(row, 0))
    }
}

/// Sends all statements and then waits for their answers: one turn, and one more for those that this connection does not
/// know yet. The answers are in the order of the statements. The first error is returned once all were answered.
pub async fn run(conn: &Object, queries: &[Query]) -> Result<Vec<Answer>> {
    let statements = in_order(queries.iter().map(|query| conn.prepare_cached(&query.sql))).await?;
    in_order(queries.iter().zip(&statements).map(|(query, statement)| ask(conn, statement, &query.params))).await
}

async fn ask(conn: &Object, statement: &Statement, params: &[Param]) -> Result<Answer, tokio_postgres::Error> {
    let params = params.iter().map(|it| &**it as &(dyn ToSql + Sync));
    let mut found = pin!(conn.query_raw(statement, params).await?);
    let mut rows = Vec::new();
    while let Some(row) = found.try_next().await? {
        rows.push(row);
    }
    Ok(Answer { rows, affected: found.rows_affected().unwrap_or(0) })
}

/// Begins all futures one after the other, which is when each sends its message, then waits for them in this order, which is
/// that of the answers.
async fn in_order<T, F>(futures: impl Iterator<Item = F>) -> Result<Vec<T>>
where
    F: Future<Output = Result<T, tokio_postgres::Error>>,
{
    let mut begun: Vec<_> = futures.map(|it| maybe_done(Box::pin(it))).collect();
    poll_fn(|context| {
        for future in &mut begun {
            let _ready = future.poll_unpin(context);
        }
        Poll::Ready(())
    })
    .await;
    let (mut results, mut first) = (Vec::with_capacity(begun.len()), None);
    for future in &mut begun {
        (&mut *future).await;
        match std::pin::Pin::new(future).take_output() {
            Some(Ok(result)) => results.push(result),
            Some(Err(error)) => first = first.or(Some(error)),
            None => {}
        }
    }
    match first {
        Some(error) => Err(error.into()),
        None => Ok(results),
    }
}
