// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/tools/page_notes.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/scheduler_service/tools/report_samples.h"

namespace jiedui::scheduler {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

TEST(NotesHtml, ExplainTheWords) {
  EXPECT_THAT(NotesHtml(SampleData()), AllOf(HasSubstr("“人次”为参加次数"), HasSubstr("Persons are counted once")));
}

TEST(NotesHtml, SayWhatWasCounted) {
  EXPECT_THAT(NotesHtml(SampleData()),
              AllOf(HasSubstr("调度 12，人员登记 7（同步中）"), HasSubstr("scheduler&#39;s revision 12")));
}

TEST(NotesHtml, ListTheRulesAndWhatTheyAreUsedFor) {
  EXPECT_THAT(NotesHtml(SampleData()), AllOf(HasSubstr("<code>TRAINED-2021</code>"), HasSubstr("满 30 天方计入"),
                                             HasSubstr("培训人数"), HasSubstr("stays of at least 30 days")));
}

TEST(NotesHtml, HaveNoTableWithoutRules) {
  ReportData data = SampleData();
  data.answer.report.mutable_figures(0)->clear_rule();
  EXPECT_THAT(NotesHtml(data), Not(HasSubstr("<table")));
}

TEST(NotesHtml, NameTheAgreementsOnce) {
  ReportData data = SampleData();
  EXPECT_THAT(NotesHtml(data), Not(HasSubstr("年度目标依据")));
  for (int i = 0; i < 2; ++i)
    data.answer.report.mutable_figures(i)->mutable_target()->set_agreement("pairings/p/agreements/2021");
  EXPECT_EQ(Occurrences(NotesHtml(data), "pairings/p/agreements/2021"), 2) << "once in each language";
}

TEST(NotesHtml, SayWhyATotalIsLessThanTheSum) {
  ReportData data = SampleData();
  EXPECT_THAT(NotesHtml(data), Not(HasSubstr("汇总人数可小于")));
  data.answer.report.set_pairing("pairings/-");
  EXPECT_THAT(NotesHtml(data), HasSubstr("汇总人数可小于各结对之和"));
}

}  // namespace
}  // namespace jiedui::scheduler
