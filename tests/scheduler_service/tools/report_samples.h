// SPDX-License-Identifier: Apache-2.0
// A small report with everything that a report can have, and names that a page must survive.
#pragma once

#include <string>

#include "absl/strings/str_cat.h"
#include "scheduler_service/tools/report_data.h"

namespace jiedui::scheduler {

// A name that is markup, one outside the basic plane (U+20BB7), one with a middle dot and quotes.
inline constexpr const char* kHostileName = "<script>alert('x')</script>";
inline constexpr const char* kRareName = "𠮷田";
inline constexpr const char* kDottedName = "阿依古丽·买买提 \"A&B\"";

inline v1::Figure SampleFigure(const std::string& code, const std::string& title, const std::string& title_en,
                               int64_t value) {
  v1::Figure figure;
  figure.set_code(code);
  figure.set_title(title);
  figure.set_title_en(title_en);
  figure.set_unit(v1::UNIT_PERSON);
  figure.set_basis(v1::BASIS_CHECKED_IN);
  figure.set_operator_(v1::OPERATOR_CUMULATIVE);
  figure.set_value(value);
  figure.set_decimal(absl::StrCat(value));
  return figure;
}

// 3 trained of 2 promised, one of them a physician; and sales of 8,000 that somebody entered.
inline v1::Report SampleReport() {
  v1::Report report;
  report.set_pairing("pairings/p");
  report.set_pairing_display_name("余杭-苍溪");
  report.set_since("2021-05-01");
  report.set_as_of("2021-11-15");
  report.set_pairings(1);
  report.set_revision(12);
  report.mutable_directory()->set_revision(7);
  report.mutable_directory()->set_synced(true);
  v1::Figure& trained = *report.add_figures() = SampleFigure("TRAINED", "培训人数", "Persons trained", 3);
  trained.mutable_target()->set_value(2);
  trained.mutable_target()->set_completion_percent("150.0");
  trained.set_not_counted(1);
  trained.set_note("一人参加两期");
  trained.set_note_en("One person attended two");
  trained.mutable_rule()->set_code("TRAINED-2021");
  trained.mutable_rule()->set_basis(v1::BASIS_CHECKED_IN);
  trained.mutable_rule()->set_days_min(30);
  v1::FigurePart& part = *trained.add_parts();
  part.set_subject("pairings/p/courses/c");
  part.set_display_name("临床医生培训班");
  part.set_value(3);
  *report.add_figures() = SampleFigure("TRAINED.DOCTOR", "其中:医生", "of whom doctors", 1);
  report.mutable_figures(1)->set_part_of("TRAINED");
  v1::Figure& sales = *report.add_figures() = SampleFigure("SALES", "网络销售额", "Online sales", 8000);
  sales.set_unit(v1::UNIT_TEN_THOUSAND_YUAN);
  sales.set_basis(v1::BASIS_ENTERED);
  sales.set_qualifier(v1::QUALIFIER_REACHED);
  sales.set_source("县商务局 <月报>");
  return report;
}

inline v1::Contributor SampleRow(const std::string& id, const std::string& name) {
  v1::Contributor row;
  row.set_resource("pairings/p/assignments/" + id);
  row.set_person("persons/" + id);
  row.set_display_name(name);
  row.set_item("pairings/p/courses/c");
  row.set_item_display_name("临床医生培训班");
  row.set_organization_display_name("陵江镇卫生院");
  row.set_state("STATE_CHECKED_IN");
  row.set_date("2021-10-18");
  row.set_pairing("pairings/p");
  return row;
}

// The rows behind TRAINED: three that count, one who did not come.
inline FigureRows SampleRows() {
  FigureRows rows{.figure = "TRAINED", .counted = 3, .not_counted = 1};
  rows.rows = {SampleRow("a", kHostileName), SampleRow("b", kRareName), SampleRow("c", kDottedName),
               SampleRow("d", "李四")};
  rows.rows[1].add_also("TRAINED.DOCTOR");
  rows.rows[1].add_evidence("苍卫〔2021〕12号");
  rows.rows[3].set_state("STATE_NO_SHOW");
  rows.rows[3].set_not_counted(v1::NOT_COUNTED_REASON_BASIS_NOT_REACHED);
  rows.rows[3].set_detail("未报到");
  return rows;
}

inline v1::Course SampleCourse(const std::string& id, const std::string& first, const std::string& last) {
  v1::Course course;
  course.set_name("pairings/p/courses/" + id);
  course.set_display_name("临床医生培训班");
  course.set_programme(v1::PROGRAMME_TALENT);
  course.set_start_date(first);
  course.set_end_date(last);
  course.set_state(v1::Course::STATE_ENDED);
  return course;
}

inline v1::Posting SamplePosting(const std::string& id, const std::string& first, const std::string& last) {
  v1::Posting posting;
  posting.set_name("pairings/p/postings/" + id);
  posting.set_display_name("县人民医院骨科派驻医师");
  posting.set_category(v1::Posting::CATEGORY_DOCTOR);
  posting.set_direction(v1::DIRECTION_EAST_TO_WEST);
  posting.set_start_date(first);
  posting.set_end_date(last);
  posting.set_state(v1::Posting::STATE_ON_POST);
  return posting;
}

// 30 seats: two of 陵江镇, both taken, one of a township without a name here, given back; the pool.
inline v1::SeatLedger SampleLedger() {
  v1::SeatLedger ledger;
  ledger.set_item("pairings/p/courses/c");
  ledger.set_seats(30);
  ledger.set_taken(27);
  ledger.set_waiting(2);
  v1::SeatCount& town = *ledger.add_counts();
  town.set_division("510824100");
  town.set_seats(2);
  town.set_taken(2);
  v1::SeatCount& unfilled = *ledger.add_counts();
  unfilled.set_division("510824111");
  unfilled.set_released(1);
  v1::SeatCount& pool = *ledger.add_counts();
  pool.set_seats(28);
  pool.set_taken(25);
  return ledger;
}

inline ReportData SampleData() {
  ReportData data;
  data.answer.report = SampleReport();
  data.rows = {SampleRows(), {.figure = "TRAINED.DOCTOR", .rows = {SampleRow("b", kRareName)}, .counted = 1}};
  data.courses = {SampleCourse("c", "2021-10-18", "2021-10-29")};
  data.postings = {SamplePosting("x", "2021-06-15", "2024-05-31")};
  data.ledgers = {SampleLedger()};
  data.division_names = {{"510824100", "陵江镇"}};
  return data;
}

// How often `part` stands in `text`.
inline int Occurrences(const std::string& text, const std::string& part) {
  int count = 0;
  for (size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + part.size())) ++count;
  return count;
}

}  // namespace jiedui::scheduler
