"""Balances that change only by a movement row: the database compares each new balance with the movement that explains it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Ledger:
    """Declared by the model that keeps the balances.

    movement   the model of the movement rows, each with `number` (1, 2, 3 … per balance row) and `<figure>_change` columns
    account    the movement's foreign key to the balance row
    figures    the balance columns, without their `_satang`
    """

    movement: str
    account: str
    figures: tuple[str, ...]


@dataclass(frozen=True)
class Counter:
    """Declared by the model whose rows give the numbers of other rows, each number once, in order and with none missing.

    rows    the model of those rows, with their `number`
    source  their foreign key to the row that gave it
    first   the column with the first number
    next    the column with the next one
    """

    rows: str
    source: str
    first: str
    next: str


@dataclass(frozen=True)
class LedgerTable:
    """The same in terms of tables and columns."""

    table: str
    movement_table: str
    account_column: str
    figures: tuple[str, ...]

    def explained(self) -> str:
        """SQL: a movement of the acting document explains the step from old to new."""
        changes = " and ".join(f"new.{figure}_satang = old.{figure}_satang + m.{figure}_change_satang" for figure in self.figures)
        return (
            f"exists (select 1 from {self.movement_table} m where m.{self.account_column} = new.id "
            f"and m.number = new.movements and new.movements = old.movements + 1 and {changes})"
        )

    def unmoved(self) -> str:
        """SQL: neither a figure nor the count of movements changed."""
        return " and ".join(f"new.{column} = old.{column}" for column in self.columns)

    @property
    def columns(self) -> tuple[str, ...]:
        return (*(f"{figure}_satang" for figure in self.figures), "movements")

    def empty(self) -> str:
        """SQL: a balance row is born with nothing in it."""
        return " and ".join(f"new.{column} = 0" for column in self.columns)

    def postgresql(self) -> str:
        """The function of this ledger."""
        return f"""
create or replace function public.dika_ledger_{self.table}() returns trigger
language plpgsql set search_path = pg_catalog, public, pg_temp as $$
begin
  if tg_op = 'INSERT' then
    if not ({self.empty()}) then raise exception 'dika: {self.table} begins empty' using errcode = 'DK007'; end if;
  elsif not ({self.unmoved()}) and not {self.explained()} then
    raise exception 'dika: no movement explains this balance of {self.table}' using errcode = 'DK007';
  end if;
  return new;
end $$"""
