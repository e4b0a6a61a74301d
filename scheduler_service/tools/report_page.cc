// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/tools/report_page.h"

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "common/base/digest.h"
#include "scheduler_service/tools/html.h"
#include "scheduler_service/tools/page_figures.h"
#include "scheduler_service/tools/page_gantt.h"
#include "scheduler_service/tools/page_notes.h"
#include "scheduler_service/tools/page_seats.h"

namespace jiedui::scheduler {
namespace {

constexpr absl::string_view kStyle =
#include "page_css.inc"
    ;
constexpr absl::string_view kScript =
#include "page_js.inc"
    ;

// What an inline element must hash to, to be heeded.
std::string HashSource(absl::string_view text) {
  return absl::StrCat("'sha256-", absl::Base64Escape(Sha256({text})), "'");
}

// The page may load nothing, and run nothing but its own script: should a name ever get through as markup, it is inert.
std::string ContentPolicy() {
  return absl::StrCat("default-src 'none'; style-src ", HashSource(kStyle), "; script-src ", HashSource(kScript),
                      "; base-uri 'none'; form-action 'none'");
}

Words PairingWords(const v1::Report& report) {
  if (!IsOfAllPairings(report)) return {report.pairing_display_name(), report.pairing_display_name()};
  return {absl::StrCat("全部结对（", report.pairings(), " 对）"),
          absl::StrCat("All pairings (", report.pairings(), ")")};
}

Words Title(const v1::Report& report) {
  const Words pairing = PairingWords(report);
  return {absl::StrCat(pairing.zh, " 东西部协作人才报告"),
          absl::StrCat(pairing.en, ": East–West collaboration, people")};
}

std::string Head(const ReportData& data, bool english) {
  const Words title = Title(data.answer.report);
  return absl::StrCat(
      "<!DOCTYPE html>\n<html lang=\"", english ? "en" : "zh-CN",
      "\">\n<head>\n<meta charset=\"utf-8\">\n<meta http-equiv=\"Content-Security-Policy\" content=\"", ContentPolicy(),
      "\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n",
      "<meta name=\"color-scheme\" content=\"light dark\">\n<meta name=\"referrer\" content=\"no-referrer\">\n<title>",
      Escaped(english ? title.en : title.zh), " ", Escaped(data.answer.report.as_of()), "</title>\n<style>", kStyle,
      "</style>\n</head>\n");
}

// The switch is two radio buttons in front of everything that they change: it needs no script.
std::string LanguageSwitch(bool english) {
  return absl::StrCat("<input type=\"radio\" name=\"language\" id=\"lang-zh\" class=\"switch\" aria-label=\"中文\"",
                      english ? "" : " checked",
                      ">\n<input type=\"radio\" name=\"language\" id=\"lang-en\" class=\"switch\"",
                      " aria-label=\"English\"", english ? " checked" : "", ">\n");
}

std::string Status(const ReportAnswer& answer) {
  if (!answer.edition.has_value())
    return absl::StrCat("<span class=\"status\">", Both({"实时统计", "Live figures"}), "</span>");
  const std::string number = absl::StrCat(answer.edition->number());
  return absl::StrCat("<span class=\"status frozen\">",
                      Both({absl::StrCat("定稿 第 ", number, " 版"), "Frozen, edition " + number}), "</span>");
}

std::string Fact(const Words& name, absl::string_view html) {
  return absl::StrCat("<div><dt>", Both(name), "</dt><dd>", html, "</dd></div>\n");
}

std::string EditionFacts(const ReportAnswer& answer) {
  if (!answer.edition.has_value()) return "";
  const v1::Edition& edition = *answer.edition;
  std::string html = Fact({"定稿编号", "Edition"}, absl::StrCat("<code>", Escaped(edition.name()), "</code>"));
  if (!edition.reason().empty()) html += Fact({"用途", "For"}, Escaped(edition.reason()));
  if (!edition.frozen_by().empty()) html += Fact({"定稿人", "Frozen by"}, Escaped(edition.frozen_by()));
  if (!edition.rows_digest().empty()) {
    html += Fact({"明细校验", "Rows"}, absl::StrCat(edition.rows(), " · SHA-256 <code>",
                                                    Escaped(edition.rows_digest().substr(0, 16)), "…</code>"));
  }
  return html;
}

std::string Masthead(const ReportAnswer& answer) {
  const v1::Report& report = answer.report;
  return absl::StrCat(
      "<header>\n<nav class=\"languages\"><label for=\"lang-zh\" lang=\"zh-CN\" class=\"pick\">中文</label>",
      "<label for=\"lang-en\" lang=\"en\" class=\"pick\">English</label></nav>\n<p class=\"kicker\">",
      Both({"东西部协作人才报告", "East–West collaboration · people"}), "</p>\n<h1>", Both(PairingWords(report)),
      "</h1>\n<p class=\"asof\">", Both({"截至 ", "As of "}), "<time>", Escaped(report.as_of()), "</time> ",
      Status(answer), "</p>\n<dl class=\"facts\">\n",
      Fact({"统计期间", "Period"}, absl::StrCat(Escaped(report.since()), " – ", Escaped(report.as_of()))),
      Fact({"结对", "Pairing"}, absl::StrCat("<code>", Escaped(report.pairing()), "</code>")), EditionFacts(answer),
      "</dl>\n</header>\n");
}

std::string Warnings(const ReportAnswer& answer) {
  std::string html;
  if (answer.edition.has_value()) {
    html +=
        absl::StrCat("<p class=\"warning\">",
                     Both({"指标和明细均为定稿时所存，不再变动；明细只存登记号。定稿不存进度图和名额，本页不列。",
                           "Figures and rows are those that were frozen; of the rows their names are kept. An edition "
                           "keeps no chart and no seats: they are not on this page."}),
                     "</p>\n");
  } else if (!answer.report.directory().synced()) {
    html += absl::StrCat("<p class=\"warning\" role=\"alert\">",
                         Both({"注意：调度服务未与人员登记同步，近期的人员变动可能尚未反映。",
                               "The scheduler does not follow the registry at present: recent changes of people may be "
                               "missing."}),
                         "</p>\n");
  }
  return html;
}

// Only a script can open all: it shows the buttons itself.
std::string Tools() {
  return absl::StrCat("<p class=\"tools\" hidden><button type=\"button\" data-open=\"yes\">",
                      Both({"展开全部明细", "Open all rows"}), "</button> <button type=\"button\" data-open=\"no\">",
                      Both({"收起", "Close all"}), "</button> <button type=\"button\" data-print=\"yes\">",
                      Both({"打印", "Print"}), "</button> <span class=\"hint\">",
                      Both({"只打印已展开的明细", "Only rows that are open are printed"}), "</span></p>\n");
}

// Those of now are not the edition's.
std::string ChartsHtml(const ReportData& data) {
  return data.answer.edition.has_value() ? "" : absl::StrCat(GanttHtml(data), SeatsHtml(data));
}

Words MadeFrom(const ReportAnswer& answer) {
  if (answer.edition.has_value())
    return {"由 jiedui-report 生成；数字与接口 GetEdition 一致，明细与 ListEditionRows 一致。",
            "Made by jiedui-report: figures as of GetEdition, rows as of ListEditionRows."};
  return {"由 jiedui-report 生成；数字与接口 GetReport 一致，明细与 ListContributors 一致。",
          "Made by jiedui-report: figures as of GetReport, rows as of ListContributors."};
}

}  // namespace

std::string ReportAsHtml(const ReportData& data, Language language) {
  const bool english = language == Language::kEnglish;
  return absl::StrCat(Head(data, english), "<body>\n", LanguageSwitch(english), "<div class=\"page\">\n",
                      Masthead(data.answer), "<main>\n", Warnings(data.answer), Tools(), FiguresHtml(data),
                      ChartsHtml(data), NotesHtml(data), "</main>\n<footer>", Both(MadeFrom(data.answer)),
                      "</footer>\n</div>\n<script>", kScript, "</script>\n</body>\n</html>\n");
}

}  // namespace jiedui::scheduler
