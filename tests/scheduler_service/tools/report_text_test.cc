// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/tools/report_text.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/scheduler_service/tools/report_samples.h"

namespace jiedui::scheduler {
namespace {

using testing::HasSubstr;

ReportAnswer SmallReport() {
  ReportAnswer answer;
  v1::Report& report = answer.report;
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
  return answer;
}

TEST(ReportAsText, IsATableWithItsSource) {
  EXPECT_EQ(ReportAsText(SmallReport(), std::nullopt, Language::kBoth),
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
  const std::string text = ReportAsText(SmallReport(), ExpectedFigures{{"PRO", 13}, {"TRAINED", 300}}, Language::kBoth);
  EXPECT_THAT(text, testing::ContainsRegex("PRO  .*12 +13  DIFFERS"));
  EXPECT_THAT(text, testing::ContainsRegex("PRO.DOCTOR .*4 +-\n"));
  EXPECT_THAT(text, testing::ContainsRegex("TRAINED .*not reported.* 300  DIFFERS"));
}

TEST(ReportAsText, SaysOkWhereTheyAgree) {
  EXPECT_THAT(ReportAsText(SmallReport(), ExpectedFigures{{"PRO", 12}, {"PRO.DOCTOR", 4}}, Language::kBoth),
              testing::AllOf(testing::ContainsRegex("12 +12  ok"), testing::Not(HasSubstr("DIFFERS"))));
}

TEST(ReportAsText, WarnsOfADirectoryThatIsBehind) {
  ReportAnswer answer = SmallReport();
  answer.report.mutable_directory()->set_synced(false);
  EXPECT_THAT(ReportAsText(answer, std::nullopt, Language::kBoth), HasSubstr("NOT following"));
}

TEST(ReportAsJson, CarriesTheMessageAndTheDifferences) {
  EXPECT_THAT(ReportAsJson(SmallReport(), std::nullopt), HasSubstr(R"("code":"PRO.DOCTOR")"));
  EXPECT_THAT(ReportAsJson(SmallReport(), ExpectedFigures{{"PRO", 1}}), HasSubstr(R"("differences":["PRO"])"));
}

TEST(ReportAsText, HasTargetsOnlyWhereThereAreSome) {
  EXPECT_THAT(ReportAsText(SmallReport(), std::nullopt, Language::kBoth), testing::Not(HasSubstr("target")));
  ReportAnswer answer = SmallReport();
  answer.report.mutable_figures(0)->mutable_target()->set_value(10);
  answer.report.mutable_figures(0)->mutable_target()->set_completion_percent("120.0");
  const std::string text = ReportAsText(answer, std::nullopt, Language::kBoth);
  EXPECT_THAT(text, testing::ContainsRegex("PRO  .* 12 +10 +120.0%"));
  EXPECT_THAT(text, testing::ContainsRegex("PRO.DOCTOR .* 4 +- +-"));
  answer.report.mutable_figures(0)->mutable_target()->set_completion_percent("—");
  EXPECT_THAT(ReportAsText(answer, std::nullopt, Language::kBoth), testing::ContainsRegex(" —\n"));
}

TEST(ReportAsText, SpeaksOneLanguageWhenAsked) {
  const std::string chinese = ReportAsText(SmallReport(), std::nullopt, Language::kChinese);
  EXPECT_THAT(chinese, testing::AllOf(HasSubstr("选派专业技术人才"), HasSubstr("到岗"), HasSubstr("数值")));
  EXPECT_THAT(chinese, testing::Not(HasSubstr("Professionals")));
  const std::string english = ReportAsText(SmallReport(), std::nullopt, Language::kEnglish);
  EXPECT_THAT(english, testing::AllOf(HasSubstr("Professionals sent"), HasSubstr("persons")));
  EXPECT_THAT(english, testing::Not(HasSubstr("选派")));
}

TEST(ReportAsText, TellsWhyPiecesDoNotAddUpAndWhereFiguresComeFrom) {
  const std::string text = ReportAsText({.report = SampleReport()}, std::nullopt, Language::kBoth);
  EXPECT_THAT(text,
              testing::AllOf(HasSubstr("TRAINED: 一人参加两期\n"), HasSubstr("TRAINED: One person attended two\n"),
                             HasSubstr("SALES: 来源 县商务局 <月报>\n"), HasSubstr("达8000")));
}

TEST(ReportAsText, SaysThatItIsFrozenOrOfAll) {
  ReportAnswer answer = SmallReport();
  answer.edition.emplace().set_number(2);
  answer.report.set_pairing("pairings/-");
  answer.report.set_pairings(100);
  const std::string text = ReportAsText(answer, std::nullopt, Language::kBoth);
  EXPECT_THAT(text,
              HasSubstr("全部结对, all 100 pairings  (pairings/-)  2021-05-01 to 2021-11-15  edition 2, frozen\n"));
}

TEST(ReportAsJson, CarriesTheEditionThatItIs) {
  ReportAnswer answer = SmallReport();
  answer.edition.emplace().set_name("pairings/p/editions/e");
  EXPECT_THAT(ReportAsJson(answer, std::nullopt), HasSubstr(R"("edition":{"name":"pairings/p/editions/e")"));
}

TEST(RowsAsJson, CarriesEveryRow) {
  const std::string json = RowsAsJson(SampleRows());
  EXPECT_THAT(json, testing::StartsWith(R"({"figure":"TRAINED","counted":3,"not_counted":1,"contributors":[{)"));
  EXPECT_EQ(Occurrences(json, "\"resource\""), 4);
  EXPECT_THAT(json, HasSubstr("NOT_COUNTED_REASON_BASIS_NOT_REACHED"));
}

}  // namespace
}  // namespace jiedui::scheduler
