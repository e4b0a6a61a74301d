// SPDX-License-Identifier: Apache-2.0
#include "registry_service/tools/roster_tally.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "registry_service/tools/cell_finding.h"

namespace jiedui::registry {
namespace {

using v1::RowFinding;

RowFinding Finding(RowFinding::Kind kind, const char* code) {
  return NewFinding(kind, {code, std::string("说明") + code, ""}, "", "");
}

TEST(RosterTally, CountsRowsAndCodes) {
  RosterTally tally;
  v1::BulkSummary summary;
  summary.set_created(3);
  summary.set_updated(1);
  summary.set_unchanged(2);
  tally.AddStream(summary);
  tally.AddStream(summary);
  for (int i = 0; i < 9; ++i) tally.AddRow({});
  tally.AddRow({Finding(RowFinding::KIND_FIXED, "ID_LOWER_CASE_X"), Finding(RowFinding::KIND_FIXED, "NAME_BLANKS")});
  tally.AddRow({Finding(RowFinding::KIND_FIXED, "NAME_BLANKS"), Finding(RowFinding::KIND_FIXED, "NAME_BLANKS"),
                Finding(RowFinding::KIND_WARNED, "SEX_DIFFERS")});
  tally.AddRow({Finding(RowFinding::KIND_WARNED, "SEX_DIFFERS")});
  tally.AddRow({Finding(RowFinding::KIND_REFUSED, "ID_MISSING"), Finding(RowFinding::KIND_FIXED, "NAME_BLANKS")});
  tally.AddRow({Finding(RowFinding::KIND_REFUSED, "ID_CHECK_CHARACTER")});
  tally.AddRow(
      {Finding(RowFinding::KIND_REFUSED, "ID_CHECK_CHARACTER"), Finding(RowFinding::KIND_REFUSED, "ID_MISSING")});
  tally.AddRow({Finding(RowFinding::KIND_REFUSED, "ID_CHECK_CHARACTER")});
  EXPECT_EQ(tally.rows(), 16);
  EXPECT_EQ(tally.refused(), 4);
  EXPECT_EQ(tally.warned(), 2);
  EXPECT_EQ(tally.ToText(),
            "共 16 行: 新建 6, 更新 2, 未变 4, 拒绝 4; 已修正 2, 有提示 2\n"
            "  拒绝       3  ID_CHECK_CHARACTER       说明ID_CHECK_CHARACTER\n"
            "  拒绝       2  ID_MISSING               说明ID_MISSING\n"
            "  提示       2  SEX_DIFFERS              说明SEX_DIFFERS\n"
            "  修正       3  NAME_BLANKS              说明NAME_BLANKS\n"
            "  修正       1  ID_LOWER_CASE_X          说明ID_LOWER_CASE_X\n");
}

TEST(RosterTally, CountsOutcomesOneByOne) {
  RosterTally tally;
  for (const auto outcome :
       {v1::RowOutcome::OUTCOME_CREATED, v1::RowOutcome::OUTCOME_CREATED, v1::RowOutcome::OUTCOME_UPDATED,
        v1::RowOutcome::OUTCOME_UNCHANGED, v1::RowOutcome::OUTCOME_REFUSED})
    tally.AddOutcome(outcome);
  EXPECT_EQ(tally.ToText(), "共 0 行: 新建 2, 更新 1, 未变 1, 拒绝 0; 已修正 0, 有提示 0\n");
}

TEST(RosterTally, OfNothingIsOneLine) {
  EXPECT_EQ(RosterTally().ToText(), "共 0 行: 新建 0, 更新 0, 未变 0, 拒绝 0; 已修正 0, 有提示 0\n");
}

}  // namespace
}  // namespace jiedui::registry
