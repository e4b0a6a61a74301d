// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/tools/page_notes.h"

#include <algorithm>
#include <map>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "scheduler_service/tools/html.h"
#include "scheduler_service/tools/report_words.h"

namespace jiedui::scheduler {
namespace {

struct RuleUse {
  const v1::CountingRule* rule = nullptr;
  std::vector<std::string> titles;  // of the figures, in Chinese
  std::vector<std::string> titles_en;
};

std::map<std::string, RuleUse> RulesOf(const v1::Report& report) {
  std::map<std::string, RuleUse> rules;
  for (const v1::Figure& figure : report.figures()) {
    if (!figure.has_rule() || figure.rule().code().empty()) continue;
    RuleUse& use = rules[figure.rule().code()];
    use.rule = &figure.rule();
    const Words title = TitleWords(figure);
    use.titles.push_back(title.zh);
    use.titles_en.push_back(title.en);
  }
  return rules;
}

Words TermsOf(const v1::CountingRule& rule) {
  Words words = AttributionWords(rule.attribution());
  if (rule.days_min() > 0) {
    words.zh += absl::StrCat("；满 ", rule.days_min(), " 天方计入");
    words.en += absl::StrCat("; stays of at least ", rule.days_min(), " days");
  }
  words.zh += rule.counts_part_time() ? "；线上、业余班计入" : "；线上、业余班不计入";
  words.en += rule.counts_part_time() ? "; online and part-time courses count" : "; online and part-time do not count";
  return words;
}

std::string RulesHtml(const v1::Report& report) {
  const std::map<std::string, RuleUse> rules = RulesOf(report);
  if (rules.empty()) return "";
  std::string html = absl::StrCat("<details class=\"drill\"><summary>", Both({"计数规则", "Counting rules"}),
                                  "</summary>\n<div class=\"inner\"><div class=\"scroll\" tabindex=\"0\" "
                                  "role=\"region\" aria-labelledby=\"h-notes\">",
                                  "<table class=\"rows\"><thead><tr><th scope=\"col\">", Both({"规则", "Rule"}),
                                  "</th><th scope=\"col\">", Both({"口径", "Basis"}), "</th><th scope=\"col\">",
                                  Both({"规定", "Terms"}), "</th><th scope=\"col\">", Both({"施行期", "In force"}),
                                  "</th><th scope=\"col\">", Both({"依据", "Source"}), "</th><th scope=\"col\">",
                                  Both({"用于", "Used for"}), "</th></tr></thead><tbody>\n");
  for (const auto& [code, use] : rules) {
    absl::StrAppend(&html, "<tr><td><code>", Escaped(code), "</code></td><td>", Both(BasisWords(use.rule->basis())),
                    "</td><td>", Both(TermsOf(*use.rule)), "</td><td class=\"d\">", Escaped(use.rule->valid_from()),
                    " – ", Escaped(use.rule->valid_to()), "</td><td>", Escaped(use.rule->source()), "</td><td>",
                    Both({absl::StrJoin(use.titles, "；"), absl::StrJoin(use.titles_en, "; ")}), "</td></tr>\n");
  }
  return html + "</tbody></table></div></div></details>\n";
}

std::string Item(const Words& words) { return absl::StrCat("<li>", Both(words), "</li>\n"); }

// The agreements that promised something, each once, in the order of the figures.
std::vector<std::string> AgreementsOf(const v1::Report& report) {
  std::vector<std::string> names;
  for (const v1::Figure& figure : report.figures()) {
    const std::string& name = figure.target().agreement();
    if (!name.empty() && std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
  }
  return names;
}

Words SourceWords(const v1::Report& report) {
  const std::string revision = absl::StrCat(report.revision());
  const std::string copy = absl::StrCat(report.directory().revision());
  const bool synced = report.directory().synced();
  return {absl::StrCat("数据版本：调度 ", revision, "，人员登记 ", copy, synced ? "（同步中）" : "（未同步）", "。"),
          absl::StrCat("Counted at the scheduler's revision ", revision, ", with the registry's up to ", copy,
                       synced ? " (following)." : " (not following).")};
}

}  // namespace

std::string NotesHtml(const ReportData& data) {
  const v1::Report& report = data.answer.report;
  std::string html = absl::StrCat("<section class=\"notes\" aria-labelledby=\"h-notes\">\n<h2 id=\"h-notes\">",
                                  Both({"说明", "Notes"}), "</h2>\n<ul>\n");
  html += Item({"“人”为去重后的人数，“人次”为参加次数：一人参加两期，计 1 人、2 人次。",
                "Persons are counted once, participations each time: who attends two courses is 1 person and 2 "
                "participations."});
  html += Item({"“其中”项包含在上一级指标之内，不另行相加。", "A line \"of whom\" is contained in the one above it."});
  html +=
      Item({"“累计”自结对之日起，“期内新增”自起始日起，均至截至日（含当日）；“当日在册”指截至日的情况。",
            "Cumulative: since the pairing began; new in the period: since its first day; both up to and with the day "
            "of the report. On the day: as it is on that day."});
  if (IsOfAllPairings(report)) {
    html += Item({"本报告为全部结对汇总：在两个结对中出现的人只计 1 人，因此汇总人数可小于各结对之和。",
                  "This is the total of all pairings: who stands in two of them is one person, so it may be less than "
                  "their sum."});
  }
  const std::string agreements = absl::StrJoin(AgreementsOf(report), ", ");
  if (!agreements.empty()) {
    html += Item(
        {absl::StrCat("年度目标依据协作协议：", agreements, "。完成率保留一位小数，四舍五入；条形图中的竖线为 100%。"),
         absl::StrCat("Targets are of the agreements ", agreements,
                      ". Completion has one decimal, half up; the upright line in a bar is 100%.")});
  }
  html += Item(SourceWords(report));
  return absl::StrCat(html, "</ul>\n", RulesHtml(report), "</section>\n");
}

}  // namespace jiedui::scheduler
