"""The guards on PostgreSQL: functions of the owner, with a fixed search path and qualified names."""

from collections.abc import Iterator

from workflows.guards.tables import (
    DOCUMENT_TABLE,
    EDGE_TABLE,
    JOURNAL_TABLE,
    GuardedTable,
)

FUNCTIONS = f"""
create or replace function public.dika_document() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  body text := nullif(current_setting('dika.permit', true), '');
  permit jsonb;
  state_before text := '';
  content_before text := '';
  sequence_before int := 0;
  version_before int := 0;
  previous_hash text;
  recorded text;
  part text;
  chained text := '';
begin
  if body is null then
    raise exception 'dika: document % changes only through a step', new.id using errcode = 'DK001';
  end if;
  permit := body::jsonb;
  if tg_op = 'UPDATE' then
    state_before := old.state;
    content_before := old.content_hash;
    sequence_before := old.sequence;
    version_before := old.version;
    if old.id <> new.id or old.organization_id <> new.organization_id or old.case_id <> new.case_id or old.procedure <> new.procedure then
      raise exception 'dika: document % keeps its id, organization, case and procedure', new.id using errcode = 'DK003';
    end if;
  end if;
  if (permit->>'document')::uuid is distinct from new.id
     or (permit->>'organization')::uuid is distinct from new.organization_id
     or (permit->>'case')::uuid is distinct from new.case_id
     or permit->>'procedure' is distinct from new.procedure
     or (permit->>'sequence')::int is distinct from new.sequence
     or (permit->>'version')::int is distinct from new.version
     or permit->>'from' is distinct from state_before
     or permit->>'to' is distinct from new.state
     or permit->>'content' is distinct from new.content_hash
     or permit->>'number' is distinct from new.number
     or permit->>'title' is distinct from new.title
     or (permit->>'amount_satang')::bigint is distinct from new.amount_satang then
    raise exception 'dika: the permit does not fit document %', new.id using errcode = 'DK002';
  end if;
  if new.sequence <> sequence_before + 1
     or new.version <> version_before + (case when state_before <> new.state or content_before <> new.content_hash then 1 else 0 end) then
    raise exception 'dika: sequence or version of document % is out of order', new.id using errcode = 'DK004';
  end if;
  if not exists (select from public.{EDGE_TABLE} e
                 where e.procedure = new.procedure and e.step = permit->>'step' and e.source = state_before and e.target = new.state) then
    raise exception 'dika: no procedure declares %: % -> % by %', new.procedure, state_before, new.state, permit->>'step' using errcode = 'DK005';
  end if;
  perform pg_advisory_xact_lock_shared(hashtextextended(new.organization_id::text, 0));
  select j.hash into previous_hash from public.{JOURNAL_TABLE} j where j.document_id = new.id and j.sequence = sequence_before;
  previous_hash := coalesce(previous_hash, repeat('0', 64));
  recorded := to_char(clock_timestamp() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"');
  foreach part in array array[previous_hash, new.sequence::text, recorded, body] loop
    chained := chained || octet_length(convert_to(part, 'UTF8')) || ':' || part;
  end loop;
  insert into public.{JOURNAL_TABLE}
    (organization_id, case_id, document_id, sequence, procedure, step, person_id, acted_on, recorded_at, key, content_hash, body, previous, hash)
  values
    (new.organization_id, new.case_id, new.id, new.sequence, new.procedure, permit->>'step', (permit->>'person')::uuid,
     (permit->>'acted_on')::date, recorded, permit->>'key', new.content_hash, body, previous_hash,
     encode(sha256(convert_to(chained, 'UTF8')), 'hex'));
  perform set_config('dika.permit', '', true);
  return null;
end $$;

create or replace function public.dika_guard() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp as $$
declare
  permit jsonb := nullif(current_setting('dika.permit', true), '')::jsonb;
  written jsonb;
begin
  if permit is null then
    raise exception 'dika: % on % outside a step', tg_op, tg_table_name using errcode = 'DK001';
  end if;
  if tg_op <> 'INSERT' and tg_argv[2] = 'append' then
    raise exception 'dika: % only grows', tg_table_name using errcode = 'DK006';
  end if;
  foreach written in array array[case when tg_op <> 'INSERT' then to_jsonb(old) end, case when tg_op <> 'DELETE' then to_jsonb(new) end] loop
    continue when written is null;
    if tg_argv[0] <> '' and (written->>tg_argv[0])::uuid is distinct from (permit->>'document')::uuid
       or tg_argv[1] <> '' and (written->>tg_argv[1])::uuid is distinct from (permit->>'organization')::uuid then
      raise exception 'dika: the permit does not fit this row of %', tg_table_name using errcode = 'DK002';
    end if;
  end loop;
  return coalesce(new, old);
end $$;

create or replace function public.dika_never() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  raise exception 'dika: % on % is forbidden', tg_op, tg_table_name using errcode = 'DK006';
end $$;

create or replace function public.dika_journal() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  if pg_trigger_depth() < 2 then
    raise exception 'dika: only the trigger of the document writes the journal' using errcode = 'DK006';
  end if;
  return new;
end $$;
"""


def triggers(table: GuardedTable) -> Iterator[tuple[str, str]]:
    """(name, statement) of the triggers of a guarded table."""
    ties = f"'{table.document_column}', '{table.organization_column}', '{'append' if table.append_only else ''}'"
    changed = ""
    if table.free:
        # Column by column, as PostgreSQL itself tells it back to whoever asks whether the trigger still stands as declared.
        changed = f"when ({' or '.join(f'old.{column} is distinct from new.{column}' for column in table.kept)})"
    for event, condition in (("insert", ""), ("update", changed), ("delete", "")):
        yield (
            f"dika_guard_{event}",
            f"create trigger dika_guard_{event} before {event} on public.{table.name} for each row {condition} execute function public.dika_guard({ties})",
        )
    yield never("truncate", table.name)
    if table.ledger:
        yield (
            "dika_ledger",
            f"create trigger dika_ledger before insert or update on public.{table.name} for each row execute function public.dika_ledger_{table.name}()",
        )


def never(event: str, table: str) -> tuple[str, str]:
    each = "statement" if event == "truncate" else "row"
    return (
        f"dika_never_{event}",
        f"create trigger dika_never_{event} before {event} on public.{table} for each {each} execute function public.dika_never()",
    )


NEVER = {
    DOCUMENT_TABLE: ("delete", "truncate"),
    JOURNAL_TABLE: ("update", "delete", "truncate"),
    EDGE_TABLE: ("insert", "update", "delete", "truncate"),
}


def special_triggers() -> Iterator[tuple[str, str, str]]:
    """(table, name, statement) of the document's and the journal's own triggers."""
    yield (
        DOCUMENT_TABLE,
        "dika_document",
        f"create trigger dika_document after insert or update on public.{DOCUMENT_TABLE} for each row execute function public.dika_document()",
    )
    yield (
        JOURNAL_TABLE,
        "dika_journal",
        f"create trigger dika_journal before insert on public.{JOURNAL_TABLE} for each row execute function public.dika_journal()",
    )
    for table, events in NEVER.items():
        for event in events:
            yield (table, *never(event, table))


def grants(role: str) -> list[str]:
    """What the application's role may do. It owns nothing, writes no journal and no edge, and makes no temporary table."""
    return [
        f'grant usage on schema public to "{role}"',
        f'revoke create on schema public from "{role}"',
        f'grant select, insert, update, delete on all tables in schema public to "{role}"',
        f'grant usage on all sequences in schema public to "{role}"',
        f'revoke insert, update, delete on public.{JOURNAL_TABLE}, public.{EDGE_TABLE}, public.django_migrations from "{role}"',
        f'revoke update, delete on public.workflows_content, public.workflows_seal from "{role}"',
    ]
