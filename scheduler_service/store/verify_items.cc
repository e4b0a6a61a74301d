// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/store/verify_items.h"

#include <string>
#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "common/base/resource_name.h"
#include "common/base/status_macros.h"
#include "scheduler_service/domain/assignment_states.h"
#include "scheduler_service/domain/course_seats.h"
#include "scheduler_service/domain/item.h"
#include "scheduler_service/domain/moving.h"
#include "scheduler_service/domain/seat_giving.h"
#include "scheduler_service/store/candidate.h"
#include "scheduler_service/store/keys.h"

namespace jiedui::scheduler {
namespace {

using storage::v1::CourseRecord;
using storage::v1::PostingRecord;
using storage::v1::SeatsRecord;

// One course or posting at a time.
class ItemVerifier {
 public:
  ItemVerifier(const Verified& verified, VerifyReport& report) : verified_(verified), report_(report) {}

  absl::Status Verify(const std::string& item, const DateRange& dates, const SeatPlan& plan) {
    ASSIGN_OR_RETURN(const auto seats, verified_.tables.seats.Find(verified_.snapshot, SeatsKey(item)));
    if (!seats.has_value()) {
      report_.Add(2, {item, "no row of seats", "one"});
      return absl::OkStatus();
    }
    ASSIGN_OR_RETURN(const std::vector<v1::Assignment> people,
                     AssignmentsIn(verified_, kAssignmentByItemPrefix, item, report_));
    SeatsRecount recount;
    for (const v1::Assignment& assignment : people) recount.Add(assignment);
    for (Discrepancy& wrong : recount.Compare(*seats, plan)) report_.Add(2, std::move(wrong));
    if (seats->ledger().work_in_progress() != seats->has_work())
      report_.Add(2, {item, absl::StrCat("work_in_progress ", seats->ledger().work_in_progress()),
                      absl::StrCat("work_in_progress ", seats->has_work())});
    for (const v1::Assignment& assignment : people)
      if (!seats->has_work()) VerifyDays(assignment, dates);
    const bool may_move_up = !seats->has_work() && seats->ledger().taken() < seats->ledger().seats();
    if (!may_move_up) return absl::OkStatus();
    for (const v1::Assignment& assignment : people)
      if (assignment.state() == v1::Assignment::STATE_WAITLISTED) RETURN_IF_ERROR(VerifyWaiting(assignment, *seats));
    return absl::OkStatus();
  }

 private:
  // Whoever is to be there is so on the item's days, once everybody has been moved with it.
  void VerifyDays(const v1::Assignment& assignment, const DateRange& dates) {
    const bool is_to_be_there = IsLive(assignment.state()) && HoldsSeat(assignment.state());
    const DateRange own{assignment.start_date(), assignment.end_date()};
    if (is_to_be_there && !assignment.dates_undecided() && !Covers(dates, own))
      report_.Add(1, {assignment.name(), ToString(own), absl::StrCat("within ", ToString(dates), ", the item's days")});
  }

  // Whoever could be offered a seat now should have been.
  absl::Status VerifyWaiting(const v1::Assignment& assignment, const SeatsRecord& seats) {
    report_.CountRows(1);
    const absl::StatusOr<Candidate> candidate =
        LoadCandidate(verified_.tables, verified_.snapshot,
                      Seeker{.pairing = std::string(ParentName(assignment.name())),
                             .person = assignment.person(),
                             .item = assignment.item(),
                             .registration_basis = assignment.registration_basis()});
    if (absl::IsNotFound(candidate.status())) return absl::OkStatus();  // invariant 4 tells
    RETURN_IF_ERROR(candidate.status());
    const StepFacts facts{
        .assignment = assignment, .item = candidate->item, .calendar = candidate->calendar, .seats = seats};
    ASSIGN_OR_RETURN(const Candidate free, WithoutGivenUp(facts, *candidate));
    if (MayTakeSeat(facts, free))
      report_.Add(3, {assignment.name(),
                      absl::StrCat(assignment.person(), " waits with rank ", assignment.waiting_rank(), " while ",
                                   seats.ledger().seats() - seats.ledger().taken(), " seats of ", assignment.item(),
                                   " are free"),
                      "the offer of a seat"});
    return absl::OkStatus();
  }

  // As they will be once they have left the seat that they give up for this one, if any.
  absl::StatusOr<Candidate> WithoutGivenUp(const StepFacts& waits, const Candidate& candidate) const {
    const std::string& name = waits.assignment.gives_up();
    if (name.empty()) return candidate;
    ASSIGN_OR_RETURN(const auto record, verified_.tables.assignments.Find(verified_.snapshot, MemberKey(name)));
    if (!record.has_value()) return candidate;
    const StepFacts held{.assignment = record->assignment(), .item = {}, .calendar = {}, .seats = {}};
    ASSIGN_OR_RETURN(const bool may_leave, MayLeave(waits, held));
    return may_leave ? WithoutSeat(candidate, held.assignment) : candidate;
  }

  // Whether the seat can be given up: by its item too.
  absl::StatusOr<bool> MayLeave(const StepFacts& waits, StepFacts held) const {
    const v1::Assignment& seat = held.assignment;
    const absl::StatusOr<Candidate> holder = LoadCandidate(verified_.tables, verified_.snapshot,
                                                           Seeker{.pairing = std::string(ParentName(seat.name())),
                                                                  .person = seat.person(),
                                                                  .item = seat.item(),
                                                                  .registration_basis = seat.registration_basis()});
    if (absl::IsNotFound(holder.status())) return false;
    RETURN_IF_ERROR(holder.status());
    held.item = holder->item;
    return CheckGivesUp(waits, held).ok();
  }

  const Verified& verified_;
  VerifyReport& report_;
};

Item ItemOf(const CourseRecord& record) { return scheduler::ItemOf(record.course()); }
Item ItemOf(const PostingRecord& record) { return scheduler::ItemOf(record.posting()); }
SeatPlan PlanOf(const CourseRecord& record) { return scheduler::PlanOf(record.course()); }
SeatPlan PlanOf(const PostingRecord& record) {
  return {.seats = record.posting().headcount(), .quotas = {}, .categories = {}};
}

template <typename Record>
class ItemsStep final : public VerifyStep {
 public:
  ItemsStep(absl::string_view name, const Verified& verified, const store::Table<Record>& table)
      : name_(name), verified_(verified), table_(table), rest_(store::PrefixRange(table.prefix())) {}

  absl::string_view name() const override { return name_; }
  absl::StatusOr<bool> Step(VerifyReport& report) override {
    return WalkRows(verified_.snapshot, store::Family::kRows, rest_, report,
                    [&](absl::string_view key, absl::string_view value) -> absl::Status {
                      ASSIGN_OR_RETURN(const Record record, table_.Decode(key.substr(table_.prefix().size()), value));
                      const Item item = ItemOf(record);
                      return ItemVerifier(verified_, report).Verify(item.name, item.dates, PlanOf(record));
                    });
  }

 private:
  const absl::string_view name_;
  const Verified verified_;
  const store::Table<Record>& table_;
  store::KeyRange rest_;
};

class SeatsRowsStep final : public VerifyStep {
 public:
  explicit SeatsRowsStep(const Verified& verified) : verified_(verified) {}

  absl::string_view name() const override { return "SEATS_ROWS"; }
  absl::StatusOr<bool> Step(VerifyReport& report) override {
    return WalkRows(verified_.snapshot, store::Family::kRows, rest_, report,
                    [&](absl::string_view key, absl::string_view) -> absl::Status {
                      const std::string item = absl::StrCat("pairings/", absl::StripPrefix(key, kSeatsPrefix));
                      ASSIGN_OR_RETURN(const bool exists, HasItem(item));
                      if (!exists) report.Add(2, {item, "seats of no course or posting", "none"});
                      return absl::OkStatus();
                    });
  }

 private:
  absl::StatusOr<bool> HasItem(const std::string& item) const {
    const Tables& tables = verified_.tables;
    const std::string key = MemberKey(item);
    auto bytes = IsCourseName(item) ? tables.courses.FindBytes(verified_.snapshot, key)
                                    : tables.postings.FindBytes(verified_.snapshot, key);
    RETURN_IF_ERROR(bytes.status());
    return bytes->has_value();
  }

  const Verified verified_;
  store::KeyRange rest_ = store::PrefixRange(kSeatsPrefix);
};

}  // namespace

std::unique_ptr<VerifyStep> VerifyCourses(const Verified& verified) {
  return std::make_unique<ItemsStep<CourseRecord>>("COURSES", verified, verified.tables.courses);
}

std::unique_ptr<VerifyStep> VerifyPostings(const Verified& verified) {
  return std::make_unique<ItemsStep<PostingRecord>>("POSTINGS", verified, verified.tables.postings);
}

std::unique_ptr<VerifyStep> VerifySeatsRows(const Verified& verified) {
  return std::make_unique<SeatsRowsStep>(verified);
}

}  // namespace jiedui::scheduler
