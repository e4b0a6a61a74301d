// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/tools/page_seats.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "scheduler_service/tools/html.h"
#include "scheduler_service/tools/report_words.h"

namespace jiedui::scheduler {
namespace {

double PercentOf(int taken, int seats) { return seats > 0 ? 100.0 * taken / seats : 0; }

// "名" before what there is of it; nothing where there is none of it.
std::string Extra(int count, const Words& what) {
  if (count == 0) return "";
  return absl::StrCat("<span class=\"extra\">", Both(what), " ", count, "</span>");
}

std::string DivisionName(const ReportData& data, const std::string& code) {
  if (code.empty()) return Both({"机动名额", "Pool"});
  const auto name = data.division_names.find(code);
  return name == data.division_names.end() ? absl::StrCat("<code>", Escaped(code), "</code>") : Escaped(name->second);
}

std::string CountHtml(const ReportData& data, const v1::SeatCount& count) {
  return absl::StrCat(
      "<tr data-division=\"", Escaped(count.division()), "\"><th scope=\"row\">", DivisionName(data, count.division()),
      "</th><td class=\"b\">", Bar(PercentOf(count.taken(), count.seats())), "</td><td class=\"n\">", count.taken(),
      " / ", count.seats(), "</td><td class=\"x\">", Extra(count.from_pool(), {"另占机动", "from the pool"}),
      Extra(count.released(), {"收回", "released"}), Extra(count.waiting(), {"候补", "waiting"}), "</td></tr>\n");
}

// Divisions without a seat, without a wish for one, and without one taken back say nothing.
bool Tells(const v1::SeatCount& count) {
  return count.seats() + count.taken() + count.from_pool() + count.waiting() + count.released() > 0;
}

std::string TownshipsHtml(const ReportData& data, const v1::SeatLedger& ledger) {
  if (ledger.counts_size() < 2) return "";  // the pool alone: the course's own bar says it all
  std::string html = "<table class=\"seats\"><tbody>\n";
  for (const v1::SeatCount& count : ledger.counts()) {
    if (Tells(count)) html += CountHtml(data, count);
  }
  return html + "</tbody></table>\n";
}

std::string CourseHtml(const ReportData& data, const v1::Course& course, const v1::SeatLedger& ledger) {
  return absl::StrCat("<div class=\"run\" data-course=\"", Escaped(course.name()), "\">\n<h3>",
                      Escaped(course.display_name()), " <span class=\"days\">", Escaped(course.start_date()), " – ",
                      Escaped(course.end_date()), " · ", Both(CourseStateWords(course.state())),
                      "</span></h3>\n<p class=\"total\">", Bar(PercentOf(ledger.taken(), ledger.seats())), "<b>",
                      ledger.taken(), " / ", ledger.seats(), "</b> ", Both({"已用／名额", "seats filled"}),
                      Extra(ledger.offered(), {"其中递补待确认", "of these offered"}),
                      Extra(ledger.waiting(), {"候补", "waiting"}), "</p>\n", TownshipsHtml(data, ledger), "</div>\n");
}

using CourseSeats = std::pair<const v1::Course*, const v1::SeatLedger*>;

std::vector<CourseSeats> CoursesWithSeats(const ReportData& data) {
  std::vector<CourseSeats> found;
  for (const v1::Course& course : data.courses) {
    const auto ledger = std::find_if(data.ledgers.begin(), data.ledgers.end(),
                                     [&course](const v1::SeatLedger& other) { return other.item() == course.name(); });
    if (ledger != data.ledgers.end()) found.emplace_back(&course, &*ledger);
  }
  std::stable_sort(found.begin(), found.end(), [](const CourseSeats& a, const CourseSeats& b) {
    return a.first->start_date() < b.first->start_date();
  });
  return found;
}

}  // namespace

std::string SeatsHtml(const ReportData& data) {
  const std::vector<CourseSeats> courses = CoursesWithSeats(data);
  if (courses.empty()) return "";
  std::string html = absl::StrCat(
      "<section aria-labelledby=\"h-seats\">\n<h2 id=\"h-seats\">", Both({"三、名额使用", "3. Seats filled"}),
      "</h2>\n<p class=\"hint\">",
      Both({"读取时的名额；分配名额的班次按乡镇列出。", "As they are now; by township where seats are allocated."}),
      "</p>\n");
  for (const auto& [course, ledger] : courses) html += CourseHtml(data, *course, *ledger);
  if (data.courses_without_ledger > 0) {
    absl::StrAppend(&html, "<p class=\"hint\">",
                    Both({absl::StrCat("另有 ", data.courses_without_ledger, " 期因篇幅未列。"),
                          absl::StrCat(data.courses_without_ledger, " more courses are left out.")}),
                    "</p>\n");
  }
  return html + "</section>\n";
}

}  // namespace jiedui::scheduler
