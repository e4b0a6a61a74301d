// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/tools/report_page.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/escaping.h"
#include "common/base/digest.h"
#include "tests/scheduler_service/tools/report_samples.h"

namespace jiedui::scheduler {
namespace {

using testing::AllOf;
using testing::ContainsRegex;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

std::string SamplePage(Language language = Language::kBoth) { return ReportAsHtml(SampleData(), language); }

// What stands in the first element of this name.
std::string Inside(const std::string& page, const std::string& element) {
  const size_t begin = page.find("<" + element + ">") + element.size() + 2;
  return page.substr(begin, page.find("</" + element + ">") - begin);
}

TEST(ReportAsHtml, IsAWholePageInChinese) {
  EXPECT_THAT(SamplePage(), StartsWith("<!DOCTYPE html>\n<html lang=\"zh-CN\">"));
  EXPECT_THAT(SamplePage(), AllOf(HasSubstr("<title>余杭-苍溪 东西部协作人才报告 2021-11-15</title>"),
                                  HasSubstr("id=\"lang-zh\" class=\"switch\" aria-label=\"中文\" checked")));
}

TEST(ReportAsHtml, OpensInEnglishWhenAsked) {
  EXPECT_THAT(SamplePage(Language::kEnglish),
              AllOf(HasSubstr("<html lang=\"en\">"),
                    HasSubstr("id=\"lang-en\" class=\"switch\" aria-label=\"English\" checked")));
}

TEST(ReportAsHtml, NeedsNothingFromAnywhere) {
  for (const char* reference : {"http:", "https:", "//", "src=", "@import", "url(", "<link", "<img", "<iframe"}) {
    std::string page = SamplePage();
    // The script's own comments begin so.
    for (const std::string comment : {"// SPDX", "// The page works", "// opens or closes"})
      if (page.find(comment) != std::string::npos) page.erase(page.find(comment), 2);
    EXPECT_THAT(page, Not(HasSubstr(reference)));
  }
}

TEST(ReportAsHtml, AllowsNothingButItsOwnStyleAndScript) {
  const std::string page = SamplePage();
  EXPECT_THAT(page, HasSubstr("content=\"default-src 'none'; style-src 'sha256-"));
  EXPECT_THAT(page, HasSubstr("script-src 'sha256-" + absl::Base64Escape(Sha256({Inside(page, "script")})) + "'"));
  EXPECT_THAT(page, HasSubstr("style-src 'sha256-" + absl::Base64Escape(Sha256({Inside(page, "style")})) + "'"));
  EXPECT_THAT(page, Not(ContainsRegex(" style=| on[a-z]+=")));
}

TEST(ReportAsHtml, HasOneScriptWhateverPeopleAreCalled) { EXPECT_EQ(Occurrences(SamplePage(), "<script"), 1); }

TEST(ReportAsHtml, HasAllItsSections) {
  for (const char* id : {"h-figures", "h-time", "h-seats", "h-notes"}) {
    EXPECT_EQ(Occurrences(SamplePage(), absl::StrCat("<h2 id=\"", id, "\">")), 1) << id;
  }
}

TEST(ReportAsHtml, SameDataSameBytes) { EXPECT_EQ(SamplePage(), SamplePage()); }

TEST(ReportAsHtml, WarnsOfACopyThatIsBehind) {
  EXPECT_THAT(SamplePage(), Not(HasSubstr("role=\"alert\"")));
  ReportData data = SampleData();
  data.answer.report.mutable_directory()->set_synced(false);
  EXPECT_THAT(ReportAsHtml(data, Language::kBoth), HasSubstr("role=\"alert\""));
}

TEST(ReportAsHtml, SaysThatItIsAnEdition) {
  EXPECT_THAT(SamplePage(), HasSubstr("实时统计"));
  ReportData data = SampleData();
  v1::Edition edition;
  edition.set_name("pairings/p/editions/2021-1");
  edition.set_number(2);
  edition.set_reason("报省协作办");
  edition.set_rows_digest(std::string(64, 'a'));
  data.answer.edition = edition;
  EXPECT_THAT(ReportAsHtml(data, Language::kBoth),
              AllOf(HasSubstr("定稿 第 2 版"), HasSubstr("Frozen, edition 2"), HasSubstr("报省协作办"),
                    HasSubstr("<code>aaaaaaaaaaaaaaaa…</code>"), Not(HasSubstr("实时统计"))));
}

// What is not the edition's is not on its page, which says so in both languages.
TEST(ReportAsHtml, OfAnEditionShowsNoChartAndNoSeats) {
  ReportData data = SampleData();
  data.answer.edition.emplace().set_name("pairings/p/editions/2021-1");
  const std::string page = ReportAsHtml(data, Language::kBoth);
  for (const char* id : {"h-time", "h-seats"}) EXPECT_EQ(Occurrences(page, absl::StrCat("id=\"", id, "\"")), 0) << id;
  for (const char* id : {"h-figures", "h-notes"})
    EXPECT_EQ(Occurrences(page, absl::StrCat("<h2 id=\"", id, "\">")), 1) << id;
  EXPECT_THAT(page, AllOf(HasSubstr("定稿不存进度图和名额，本页不列"), HasSubstr("keeps no chart and no seats"),
                          HasSubstr("ListEditionRows"), Not(HasSubstr("ListContributors"))));
}

TEST(ReportAsHtml, NamesAllPairings) {
  ReportData data = SampleData();
  data.answer.report.set_pairing("pairings/-");
  data.answer.report.set_pairings(100);
  EXPECT_THAT(ReportAsHtml(data, Language::kBoth), HasSubstr("全部结对（100 对）"));
}

}  // namespace
}  // namespace jiedui::scheduler
