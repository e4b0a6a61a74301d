// SPDX-License-Identifier: Apache-2.0
// Counts rows that a test makes, without a store; and the rows themselves.
#pragma once

#include <deque>
#include <map>
#include <string>

#include "absl/strings/str_cat.h"
#include "jiedui/scheduler/storage/v1/records.pb.h"
#include "scheduler_service/reporting/count_organizations.h"
#include "scheduler_service/reporting/count_outcomes.h"
#include "scheduler_service/reporting/count_stays.h"
#include "scheduler_service/reporting/count_training.h"
#include "tests/scheduler_service/samples.h"

namespace jiedui::scheduler {

inline ReportQuestion AsOf(const std::string& as_of, const std::string& since = "2021-05-01",
                           v1::Basis basis = v1::BASIS_UNSPECIFIED) {
  return {.pairing = "pairings/yh-cx", .since = since, .as_of = as_of, .basis = basis};
}

// The rows of yh-cx: first courses and postings, then the rest.
class Counted {
 public:
  explicit Counted(const ReportQuestion& question = AsOf("2021-11-15"), FigureMask figures = kAllFigures)
      : counting_(YuhangCangxi(), question, figures, ledger_), training_(counting_), stays_(counting_) {}

  void Add(const v1::Course& course) { training_.Add(course); }
  void Add(const v1::Posting& posting) { stays_.Add(posting); }
  void Add(const v1::Assignment& assignment) {
    storage::v1::AssignmentRecord record;
    *record.mutable_assignment() = assignment;
    if (assignment.name().empty())
      record.mutable_assignment()->set_name(
          absl::StrCat("pairings/yh-cx/assignments/a", absl::Dec(records_.size(), absl::kZeroPad6)));
    records_.push_back(record.SerializeAsString());
    const auto view = ViewAssignment(records_.back());
    if (!training_.Add(*view)) stays_.Add(*view);
  }
  void Add(const v1::Outcome& outcome) { CountOutcome(counting_, outcome, training_.ecommerce_trainees()); }
  void Add(const v1::Demand& demand) { CountDemand(counting_, demand); }
  void Add(const OrganizationRows& rows) { CountOrganizations(counting_, rows); }

  const Ledger& Finish() {
    stays_.Finish();
    ledger_.Settle();
    return ledger_;
  }

  // By code, those that are not 0.
  std::map<std::string, int64_t> Values() {
    std::map<std::string, int64_t> values;
    const Ledger& ledger = Finish();
    for (const FigureSpec& spec : FigureSpecs()) {
      const int64_t value = CountFigure(ledger[spec.id]).value;
      if (value != 0) values[std::string(spec.code)] = value;
    }
    return values;
  }

 private:
  Ledger ledger_;
  Counting counting_;
  TrainingCounter training_;
  StayCounter stays_;
  std::deque<std::string> records_;
};

// Why the rows of a figure do not count, in the order of the rows; UNSPECIFIED of those that do.
inline std::vector<v1::NotCountedReason> ReasonsIn(const Ledger& ledger, FigureId figure) {
  std::map<uint32_t, v1::NotCountedReason> by_row;
  for (const Contribution& one : ledger[figure]) by_row[one.row] = one.reason;
  std::vector<v1::NotCountedReason> reasons;
  reasons.reserve(by_row.size());
  for (const auto& [row, reason] : by_row) reasons.push_back(reason);
  return reasons;
}

inline v1::Course CourseOf(const std::string& id, v1::Programme programme, v1::Track track, const std::string& first,
                           const std::string& last = "2021-12-31") {
  v1::Course course = Clinical();
  course.set_name("pairings/yh-cx/courses/" + id);
  course.set_display_name(id);
  course.set_programme(programme);
  course.set_track(track);
  course.set_start_date(first);
  course.set_end_date(last);
  return course;
}

inline v1::Posting PostingOf(const std::string& id, v1::Posting::Category category,
                             v1::Posting::Kind kind = v1::Posting::KIND_SUPPORT) {
  v1::Posting posting = Stationed();
  posting.set_name("pairings/yh-cx/postings/" + id);
  posting.set_category(category);
  posting.set_kind(kind);
  return posting;
}

// Checked in on the day, at the course or posting of the id, e.g. "courses/clinical".
inline v1::Assignment Came(const std::string& person, const std::string& item, const std::string& date) {
  v1::Assignment assignment;
  assignment.set_person("persons/" + person);
  assignment.set_item("pairings/yh-cx/" + item);
  assignment.set_state(v1::Assignment::STATE_CHECKED_IN);
  assignment.set_check_in_date(date);
  assignment.set_end_date("2021-12-14");
  return assignment;
}

inline v1::Assignment Closed(v1::Assignment assignment, v1::Assignment::State state, const std::string& date) {
  assignment.set_state(state);
  assignment.set_close_date(date);
  return assignment;
}

// The article's four classes, the last of which opens on its day.
inline void AddArticlesClasses(Counted& counted) {
  struct Class {
    std::string id;
    v1::Track track;
    std::string first;
    std::string last;
    int people;
    int completed;
  };
  const std::vector<Class> classes = {{"clinical", v1::TRACK_CLINICAL, "2021-10-18", "2021-10-29", 90, 88},
                                      {"maternal", v1::TRACK_MATERNAL_CHILD_HEALTH, "2021-10-25", "2021-11-05", 70, 69},
                                      {"rehab", v1::TRACK_TCM_REHABILITATION, "2021-11-08", "2021-11-26", 80, 78},
                                      {"clerks", v1::TRACK_SECRETARIAL, "2021-11-15", "2021-11-19", 60, 59}};
  for (const Class& c : classes) counted.Add(CourseOf(c.id, v1::PROGRAMME_TALENT, c.track, c.first, c.last));
  for (const Class& c : classes) {
    for (int i = 0; i < c.people; ++i) {
      const bool completed = i < c.completed;
      counted.Add(Closed(Came(absl::StrCat(c.id, i), "courses/" + c.id, c.first),
                         completed ? v1::Assignment::STATE_COMPLETED : v1::Assignment::STATE_NOT_COMPLETED, c.last));
    }
  }
}

}  // namespace jiedui::scheduler
