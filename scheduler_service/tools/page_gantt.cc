// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/tools/page_gantt.h"

#include <algorithm>
#include <tuple>
#include <vector>

#include "absl/strings/str_cat.h"
#include "scheduler_service/tools/gantt.h"
#include "scheduler_service/tools/html.h"
#include "scheduler_service/tools/report_words.h"

namespace jiedui::scheduler {
namespace {

// A course or a posting, as the chart needs it.
struct Item {
  bool posting = false;
  int group = 0;  // programme, or direction and category: the order of the groups
  Words group_title;
  std::string title;
  DateRange days;
  Words state;
  bool cancelled = false;
};

Item ItemOf(const v1::Course& course) {
  return {.posting = false,
          .group = course.programme(),
          .group_title = ProgrammeWords(course.programme()),
          .title = course.display_name(),
          .days = {course.start_date(), course.end_date()},
          .state = CourseStateWords(course.state()),
          .cancelled = course.state() == v1::Course::STATE_CANCELLED};
}

Item ItemOf(const v1::Posting& posting) {
  const Words category = CategoryWords(posting.category());
  const Words direction = DirectionWords(posting.direction());
  return {.posting = true,
          .group = posting.direction() * 100 + posting.category(),
          .group_title = {absl::StrCat(category.zh, "（", direction.zh, "）"),
                          absl::StrCat(category.en, " (", direction.en, ")")},
          .title = posting.display_name(),
          .days = {posting.start_date(), posting.end_date()},
          .state = PostingStateWords(posting.state()),
          .cancelled = posting.state() == v1::Posting::STATE_CANCELLED};
}

std::vector<Item> ItemsOf(const ReportData& data) {
  std::vector<Item> items;
  for (const v1::Course& course : data.courses) items.push_back(ItemOf(course));
  for (const v1::Posting& posting : data.postings) items.push_back(ItemOf(posting));
  std::stable_sort(items.begin(), items.end(), [](const Item& a, const Item& b) {
    return std::tie(a.posting, a.group, a.days.first, a.title) < std::tie(b.posting, b.group, b.days.first, b.title);
  });
  return items;
}

TimeLine LineOf(const v1::Report& report, const std::vector<Item>& items) {
  std::vector<DateRange> days;
  days.reserve(items.size());
  for (const Item& item : items) days.push_back(item.days);
  return TimeLine(report.since(), report.as_of(), days);
}

std::string Vertical(absl::string_view kind, double percent) {
  const std::string x = Decimal(percent);
  return absl::StrCat("<line class=\"", kind, "\" x1=\"", x, "%\" x2=\"", x, "%\" y1=\"0\" y2=\"100%\"/>");
}

// Where the day after as_of begins: everything left of it is in the report.
double NowPercent(const TimeLine& line, const v1::Report& report) {
  return line.Percent(ParseDate(report.as_of()).value_or(line.last()) + 1);
}

// The months above the bars; the lines below them are drawn once and used again by every row.
std::string AxisHtml(const TimeLine& line, const v1::Report& report) {
  std::string grid;
  std::string labels;
  for (const TimeMark& mark : MarksOf(line)) {
    const std::string x = Decimal(mark.percent);
    grid += Vertical("grid", mark.percent);
    if (!mark.year.empty())
      absl::StrAppend(&labels, "<text class=\"year\" x=\"", x, "%\" dx=\"3\" y=\"11\">", mark.year, "</text>");
    absl::StrAppend(&labels, "<text lang=\"zh-CN\" x=\"", x, "%\" dx=\"3\" y=\"25\">", mark.label.zh,
                    "</text><text lang=\"en\" x=\"", x, "%\" dx=\"3\" y=\"25\">", mark.label.en, "</text>");
  }
  const double now = NowPercent(line, report);
  return absl::StrCat("<svg class=\"axis\" aria-hidden=\"true\"><g id=\"grid\">", grid,
                      now < 100 ? Vertical("now", now) : "", "</g>", labels, "</svg>");
}

std::string BarHtml(const TimeBar& bar, const Item& item) {
  const std::string x = Decimal(bar.left);
  const std::string end = Decimal(bar.left + bar.width);
  std::string html = absl::StrCat("<svg class=\"lane\" aria-hidden=\"true\"><use href=\"#grid\"/><rect class=\"",
                                  item.posting ? "posting" : "course", item.cancelled ? " cancelled" : "", "\" x=\"", x,
                                  "%\" width=\"", Decimal(bar.width), "%\" y=\"50%\" height=\"10\" rx=\"1.5\"/>");
  // An arrow where the item goes on beyond the line: the bar's end is not its end.
  if (bar.goes_on) absl::StrAppend(&html, "<text class=\"arrow\" x=\"", end, "%\" y=\"50%\">›</text>");
  if (bar.began_before) absl::StrAppend(&html, "<text class=\"arrow start\" x=\"", x, "%\" y=\"50%\">‹</text>");
  return html + "</svg>";
}

std::string RowHtml(const Item& item, const TimeBar& bar) {
  const std::string last = item.days.last.empty() ? "" : item.days.last;
  return absl::StrCat("<tr><th scope=\"row\"><span class=\"title\">", Escaped(item.title),
                      "</span> <span class=\"days\">", Escaped(item.days.first), " – ", Escaped(last), " · ",
                      Both(item.state), "</span></th><td>", BarHtml(bar, item), "</td></tr>\n");
}

std::string GroupHtml(const Item& item) {
  const Words kind = item.posting ? Words{"选派：", "Postings: "} : Words{"培训：", "Courses: "};
  return absl::StrCat("<tr class=\"group\"><th colspan=\"2\" scope=\"rowgroup\"><span class=\"key ",
                      item.posting ? "posting" : "course", "\"></span>",
                      Both({kind.zh + item.group_title.zh, kind.en + item.group_title.en}), "</th></tr>\n");
}

struct Chart {
  std::string rows;
  int shown = 0;
  int outside = 0;   // of the period
  int left_out = 0;  // too many
};

Chart ChartOf(const TimeLine& line, const std::vector<Item>& items) {
  Chart chart;
  const Item* previous = nullptr;
  for (const Item& item : items) {
    const TimeBar bar = BarOf(line, item.days);
    if (bar.width <= 0) {
      ++chart.outside;
      continue;
    }
    if (chart.shown == kGanttRowsMax) {
      ++chart.left_out;
      continue;
    }
    if (previous == nullptr || previous->posting != item.posting || previous->group != item.group) {
      if (previous != nullptr) chart.rows += "</tbody>\n<tbody>\n";
      chart.rows += GroupHtml(item);
    }
    chart.rows += RowHtml(item, bar);
    ++chart.shown;
    previous = &item;
  }
  return chart;
}

std::string Remarks(const Chart& chart) {
  std::string html;
  if (chart.left_out > 0) {
    html += absl::StrCat("<p class=\"hint\">",
                         Both({absl::StrCat("另有 ", chart.left_out, " 项因篇幅未列。"),
                               absl::StrCat(chart.left_out, " more are left out: there is no room for them.")}),
                         "</p>\n");
  }
  if (chart.outside > 0) {
    html += absl::StrCat("<p class=\"hint\">",
                         Both({absl::StrCat("另有 ", chart.outside, " 项不在图示期内。"),
                               absl::StrCat(chart.outside, " more lie outside the time shown.")}),
                         "</p>\n");
  }
  return html;
}

}  // namespace

std::string GanttHtml(const ReportData& data) {
  const v1::Report& report = data.answer.report;
  const std::vector<Item> items = ItemsOf(data);
  const TimeLine line = LineOf(report, items);
  const Chart chart = ChartOf(line, items);
  std::string html = absl::StrCat("<section aria-labelledby=\"h-time\">\n<h2 id=\"h-time\">",
                                  Both({"二、培训与选派进度", "2. Courses and postings in time"}), "</h2>\n");
  if (chart.shown == 0) {
    return absl::StrCat(html, "<p class=\"hint\">", Both({"期内没有培训和选派。", "None in the period."}), "</p>\n",
                        Remarks(chart), "</section>\n");
  }
  return absl::StrCat(html, "<p class=\"hint\">",
                      Both({absl::StrCat("竖线为截至日 ", report.as_of(), "；箭头表示延续到图外。"),
                            absl::StrCat("The upright line is the day of the report, ", report.as_of(),
                                         "; an arrow: it goes on beyond the chart.")}),
                      "</p>\n<table class=\"gantt\">\n<thead><tr><th scope=\"col\">",
                      Both({"班次／岗位", "Course or posting"}), "</th><td>", AxisHtml(line, report),
                      "</td></tr></thead>\n<tbody>\n", chart.rows, "</tbody></table>\n", Remarks(chart),
                      "</section>\n");
}

}  // namespace jiedui::scheduler
