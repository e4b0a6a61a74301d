// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/tools/report_text.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace jiedui::scheduler {
namespace {

using testing::HasSubstr;

v1::Report SmallReport() {
  v1::Report report;
  report.set_pairing("pairings/p");
  report.set_pairing_display_name("余杭-苍溪");
  report.set_since("2021-05-01");
  report.set_as_of("2021-11-15");
  report.set_revision(12);
  report.mutable_directory()->set_revision(7);
  report.mutable_directory()->set_synced(true);
  v1::Figure& whole = *report.add_figures();
  whole.set_code("PRO");
  whole.set_title("选派专业技术人才");
  whole.set_title_en("Professionals sent");
  whole.set_unit(v1::UNIT_PERSON);
  whole.set_basis(v1::BASIS_STARTED);
  whole.set_value(12);
  v1::Figure& part = *report.add_figures();
  part = whole;
  part.set_code("PRO.DOCTOR");
  part.set_title("其中:派驻医师");
  part.set_title_en("of whom stationed");
  part.set_value(4);
  part.set_part_of("PRO");
  return report;
}

TEST(ReportAsText, IsATableWithItsSource) {
  EXPECT_EQ(ReportAsText(SmallReport(), std::nullopt),
            "余杭-苍溪  (pairings/p)  2021-05-01 to 2021-11-15\n"
            "\n"
            "code        指标              figure               unit  basis    value\n"
            "----------  ----------------  -------------------  ----  -------  -----\n"
            "PRO         选派专业技术人才  Professionals sent   人    started     12\n"
            "PRO.DOCTOR    其中:派驻医师     of whom stationed  人    started      4\n"
            "\n"
            "Counted at the scheduler's revision 12, with the registry's up to 7 (following).\n");
}

TEST(ReportAsText, SaysWhatDiffersFromTheExpectation) {
  const std::string text = ReportAsText(SmallReport(), ExpectedFigures{{"PRO", 13}, {"TRAINED", 300}});
  EXPECT_THAT(text, testing::ContainsRegex("PRO  .*12 +13  DIFFERS"));
  EXPECT_THAT(text, testing::ContainsRegex("PRO.DOCTOR .*4 +-\n"));
  EXPECT_THAT(text, testing::ContainsRegex("TRAINED .*not reported.* 300  DIFFERS"));
}

TEST(ReportAsText, SaysOkWhereTheyAgree) {
  EXPECT_THAT(ReportAsText(SmallReport(), ExpectedFigures{{"PRO", 12}, {"PRO.DOCTOR", 4}}),
              testing::AllOf(testing::ContainsRegex("12 +12  ok"), testing::Not(HasSubstr("DIFFERS"))));
}

TEST(ReportAsText, WarnsOfADirectoryThatIsBehind) {
  v1::Report report = SmallReport();
  report.mutable_directory()->set_synced(false);
  EXPECT_THAT(ReportAsText(report, std::nullopt), HasSubstr("NOT following"));
}

TEST(ReportAsJson, CarriesTheMessageAndTheDifferences) {
  EXPECT_THAT(ReportAsJson(SmallReport(), std::nullopt), HasSubstr(R"("code":"PRO.DOCTOR")"));
  EXPECT_THAT(ReportAsJson(SmallReport(), ExpectedFigures{{"PRO", 1}}), HasSubstr(R"("differences":["PRO"])"));
}

}  // namespace
}  // namespace jiedui::scheduler
