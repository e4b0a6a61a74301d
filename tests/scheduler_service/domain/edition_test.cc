// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/domain/edition.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "scheduler_service/domain/frozen.h"
#include "tests/scheduler_service/samples.h"
#include "tests/support/status_matchers.h"

namespace jiedui::scheduler {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

storage::v1::EditionContents Contents(const std::string& text) { return FromText<storage::v1::EditionContents>(text); }

std::vector<std::string> Lines(const std::vector<RowDifference>& differences) {
  std::vector<std::string> lines;
  for (const RowDifference& row : differences)
    lines.push_back(absl::StrCat(row.added ? "+" : "-", row.figure, " ", row.row));
  return lines;
}

std::vector<std::string> Lines(const std::vector<v1::FigureChange>& changes) {
  std::vector<std::string> lines;
  for (const v1::FigureChange& change : changes)
    lines.push_back(absl::StrCat(change.figure(), " ", change.before(), ">", change.after()));
  return lines;
}

TEST(Edition, FreezesTheDaysOfThePairing) {
  const v1::Pairing pairing = YuhangCangxi();
  EXPECT_EQ(FrozenDays({"2021-01-01", "2021-12-31"}, pairing).first, "2021-05-01");
  EXPECT_EQ(FrozenDays({"2021-06-01", "2021-12-31"}, pairing).first, "2021-06-01");
  EXPECT_EQ(FrozenDays({"2021-01-01", "2021-12-31"}, pairing).last, "2021-12-31");
}

TEST(Edition, OfAPeriodIsNumberedAndTheGuardLearnsOfIt) {
  storage::v1::FrozenPeriodsRecord frozen;
  const DateRange days{"2021-05-01", "2021-12-31"};
  ASSERT_THAT(Freeze(frozen, days), IsOk());
  ASSERT_THAT(Freeze(frozen, {"2022-01-01", "2022-12-31"}), IsOk());
  const auto rows = Contents("rows { figures { figure: 'F' rows: ['a', 'b'] } }").rows();
  v1::Edition draft;
  draft.set_name("pairings/p/editions/first");
  const v1::Edition first = NewEdition(draft, rows, days, frozen, SomeStamp());
  EXPECT_EQ(first.number(), 1);
  EXPECT_EQ(first.previous(), "");
  EXPECT_EQ(first.frozen_by(), "office");
  EXPECT_EQ(first.rows(), 2);
  EXPECT_EQ(first.rows_digest(), DigestOfRows(rows));
  draft.set_name("pairings/p/editions/second");
  const v1::Edition second = NewEdition(draft, {}, days, frozen, SomeStamp());
  EXPECT_EQ(second.number(), 2);
  EXPECT_EQ(second.previous(), "pairings/p/editions/first");
  EXPECT_NE(second.rows_digest(), first.rows_digest());
  EXPECT_EQ(frozen.periods(0).editions(), 2);
  EXPECT_EQ(frozen.periods(0).last_edition(), "pairings/p/editions/second");
  EXPECT_EQ(frozen.periods(1).editions(), 0);
}

// What a reader with a shell computes: printf 'F\na\nb\n' | sha256sum.
TEST(Edition, TheDigestIsThatOfAListOfLines) {
  EXPECT_EQ(DigestOfRows(Contents("rows { figures { figure: 'F' rows: ['a', 'b'] } }").rows()),
            "67702c2ff78bf91118d12f8bdd62a9f2d6ef39411a1b916073f3bd6d7fe111b1");
}

TEST(Edition, ChangesOfFiguresAreInTheOrderOfTheReport) {
  const auto before = Contents(
      "figures { code: 'A' value: 1 } figures { code: 'B' value: 294 } "
      "figures { code: 'M' value: 79 decimal: '79.7' } figures { code: 'X' value: 5 }");
  const auto after = Contents(
      "figures { code: 'A' value: 1 } figures { code: 'N' value: 2 } "
      "figures { code: 'B' value: 291 } figures { code: 'M' value: 79 decimal: '79.8' }");
  EXPECT_THAT(Lines(FigureChanges(before, after)), ElementsAre("N >2", "B 294>291", "M 79.7>79.8", "X 5>"));
  EXPECT_THAT(Lines(FigureChanges(after, after)), IsEmpty());
}

TEST(Edition, RowsThatStandInOneOnlyAreListed) {
  const auto before =
      Contents("rows { figures { figure: 'A' rows: ['a', 'b', 'd'] } figures { figure: 'X' rows: 'x' } }");
  const auto after =
      Contents("rows { figures { figure: 'A' rows: ['b', 'c', 'd'] } figures { figure: 'N' rows: 'n' } }");
  EXPECT_THAT(Lines(RowDifferences(before.rows(), after.rows())), ElementsAre("-A a", "+A c", "+N n", "-X x"));
  EXPECT_THAT(Lines(RowDifferences(after.rows(), after.rows())), IsEmpty());
}

}  // namespace
}  // namespace jiedui::scheduler
