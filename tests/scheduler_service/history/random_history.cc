// SPDX-License-Identifier: Apache-2.0
#include "tests/scheduler_service/history/random_history.h"

#include <algorithm>
#include <cstdlib>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "common/base/civil_date.h"
#include "common/store/change_log.h"
#include "common/store/memory/memory_store.h"
#include "scheduler_service/rpc/assignment_service.h"
#include "scheduler_service/rpc/course_service.h"
#include "scheduler_service/rpc/posting_service.h"
#include "scheduler_service/store/keys.h"
#include "scheduler_service/store/upkeep.h"
#include "scheduler_service/store/verify.h"
#include "tests/scheduler_service/history/plain_store.h"
#include "tests/scheduler_service/history/random_world.h"
#include "tests/scheduler_service/store/commit.h"

namespace jiedui::scheduler {
namespace {

using A = v1::Assignment;
}  // namespace

History::History(uint64_t seed, bool whole)
    : random_(seed),
      whole_(whole),
      assignments_(NewAssignmentService(parts_)),
      courses_(NewCourseService(parts_)),
      postings_(NewPostingService(parts_)) {
  const auto see = [this](const std::string& key, const std::optional<std::string>& value) {
    oracle_.See(key, value.value_or(""));
  };
  if (whole)
    store_ = store::NewMemoryStore(clock_);
  else
    store_ = std::make_unique<PlainStore>(clock_, see);
  Create();
  if (whole) FollowLog();
  oracle_.Check({.kind = WaitingOracle::Step::kOther});
}

std::string History::Run(int steps) {
  for (int i = 0; i < steps; ++i) {
    Step();
    if (whole_) FollowLog();
    const std::string wrong = oracle_.Check(step_);
    if (!wrong.empty()) return absl::StrCat("step ", i, ": ", wrong, "\n", Story());
  }
  const std::string findings = Findings();
  return findings.empty() ? "" : absl::StrCat(findings, "\n", Story());
}

std::string History::Anybody() { return absl::StrCat("persons/p", Pick(kPeople)); }
std::string History::Anyplace() { return ItemAt(Pick(5)); }
std::string History::Story() const { return absl::StrJoin(story_, "\n"); }

template <typename Request>
void History::Move(const std::string& method, const std::vector<A::State>& states) {
  const std::string name = Some(states);
  if (name.empty()) return;
  Request request;
  request.set_name(name);
  const DateRange days = oracle_.DaysOf(name);
  request.set_date(Chance(40) ? Day(Pick(50)) : method == "CompleteAssignment" ? days.last : days.first);
  if constexpr (requires { request.set_reason(""); }) request.set_reason("test");
  if constexpr (requires { request.set_unsuccessful(true); }) request.set_unsuccessful(Chance(20));
  Call(assignments_, method, std::move(request));
}

std::string History::Some(const std::vector<A::State>& states) {
  std::vector<std::string> names = oracle_.In(Chance(5) ? std::vector<A::State>() : states);
  return names.empty() ? "" : names[static_cast<size_t>(Pick(static_cast<int>(names.size())))];
}

template <typename Request>
void History::Ask(const std::string& method) {
  Request request;
  request.set_parent("pairings/yh-cx");
  request.set_assignment_id(absl::StrCat("a", ++names_));
  request.mutable_assignment()->set_person(Anybody());
  request.mutable_assignment()->set_item(Anyplace());
  Call(assignments_, method, std::move(request));
}

void History::Review() {
  v1::ReviewAssignmentRequest request;
  using R = v1::ReviewAssignmentRequest;
  const bool revoke = Chance(6);
  request.set_name(Some(revoke ? std::vector{A::STATE_CONFIRMED, A::STATE_OFFERED, A::STATE_WAITLISTED}
                               : std::vector{A::STATE_NOMINATED, A::STATE_UNDER_REVIEW}));
  if (request.name().empty()) return;
  request.set_date("2021-10-05");
  request.set_decision(revoke ? R::DECISION_REVOKE : Chance(75) ? R::DECISION_APPROVE : R::Decision(1 + Pick(4)));
  request.set_reason("test");
  request.set_review_reason(v1::REVIEW_REASON_OTHER);
  Call(assignments_, "ReviewAssignment", std::move(request));
}

// Mostly of somebody whom another seat keeps from this one: anything else is refused, or takes both.
void History::ConfirmGivingUp() {
  v1::ConfirmAssignmentRequest request;
  std::vector<std::string> others;
  for (int tries = 0; tries < 24 && others.empty(); ++tries) {
    request.set_name(Some({A::STATE_APPROVED, A::STATE_WAITLISTED}));
    if (request.name().empty()) return;
    others = Chance(95) ? oracle_.InTheWayOf(request.name()) : oracle_.OthersOf(request.name());
  }
  if (!others.empty()) request.set_gives_up(others[static_cast<size_t>(Pick(static_cast<int>(others.size())))]);
  request.set_date(oracle_.DaysOf(request.name()).first);
  if (request.date().empty()) request.set_date(Day(0));
  Call(assignments_, "ConfirmAssignment", std::move(request));
}

void History::Replace() {
  v1::ReplaceAssignmentRequest request;
  request.set_name(Some({A::STATE_CONFIRMED, A::STATE_CHECKED_IN}));
  if (request.name().empty()) return;
  request.set_person(Anybody());
  const DateRange days = oracle_.DaysOf(request.name());
  request.set_start_date(Chance(30) ? Day(Pick(60)) : days.last);
  if (Chance(50)) request.set_end_date(Chance(50) ? days.first : days.last);
  request.set_reason("test");
  request.set_assignment_id(absl::StrCat("a", ++names_));
  step_.kind = WaitingOracle::Step::kReplacement;
  Call(assignments_, "ReplaceAssignment", std::move(request));
}

void History::Create() {
  const absl::Status created = Commit(*store_, [&](store::Transaction& txn) -> absl::Status {
    RETURN_IF_ERROR(Put(tables_, txn, YuhangCangxi()));
    for (int i = 0; i < kOrganizations; ++i) {
      registry::v1::Organization organization = Lingjiang();
      organization.set_name(OrganizationAt(i));
      organization.mutable_divisions(0)->set_division(kDivisions[i]);
      RETURN_IF_ERROR(PutOrganization(tables_, txn, organization));
    }
    for (int i = 0; i < kPeople; ++i) {
      registry::v1::Person person = VillageDoctor(absl::StrCat("p", i));
      person.set_category(kCategories[Pick(3)]);
      person.mutable_employments(0)->set_organization(OrganizationAt(Pick(kOrganizations)));
      person.mutable_licences(0)->set_valid_to(Chance(70) ? "2025-12-31" : "2021-01-01");
      registry_[person.name()] = person;
      RETURN_IF_ERROR(PutPerson(tables_, txn, person));
    }
    CreateItems(txn);
    return absl::OkStatus();
  });
  if (!created.ok()) ADD_FAILURE() << created;
}

void History::CreateItems(store::Transaction& txn) {
  for (int i = 0; i < 3; ++i) {
    v1::Course course = Clinical();
    course.set_name(ItemAt(i));
    course.set_state(Chance(80) ? v1::Course::STATE_OPEN_FOR_NOMINATION : v1::Course::STATE_RUNNING);
    const int first = Pick(20);
    course.set_start_date(Day(first));
    course.set_end_date(Day(first + 1 + Pick(15)));
    course.set_intensity(Chance(25) ? v1::INTENSITY_PART_TIME : v1::INTENSITY_FULL_TIME);
    course.set_seats(1 + Pick(4));
    if (Chance(30)) course.set_curriculum("clinical");
    if (Chance(20)) course.mutable_requirements()->set_away_per_organization_max(1 + Pick(2));
    const auto change = NewCourse(*LoadNewCourse(tables_, txn, course.name()), course, StampOf(txn));
    if (!change.ok() || !Put(tables_, txn, *change).ok()) ADD_FAILURE() << change.status();
  }
  for (int i = 3; i < 5; ++i) {
    v1::Posting posting = Stationed();
    posting.set_name(ItemAt(i));
    posting.set_state(Chance(70) ? v1::Posting::STATE_ON_POST : v1::Posting::STATE_PLANNED);
    const int first = Pick(20);
    posting.set_start_date(Day(first));
    posting.set_end_date(Day(first + 5 + Pick(30)));
    posting.set_headcount(1 + Pick(2));
    posting.set_host_organization("organizations/o0");
    PostingFacts facts = *LoadNewPosting(tables_, txn, posting.name(), "");
    facts.host = Lingjiang();
    const auto change = NewPosting(facts, posting, StampOf(txn));
    if (!change.ok() || !Put(tables_, txn, *change).ok()) ADD_FAILURE() << change.status();
  }
}

void History::Step() {
  const int choice = Pick(100);
  step_.kind = choice < 83 ? WaitingOracle::Step::kOnePerson : WaitingOracle::Step::kOther;
  if (choice < 83) return StepPerson(choice);
  if (choice < 94) return StepPlace(Pick(40));
  if (choice < 97) return StepRegistry();
  if (choice < 98) return StepLeave();
  StepTime();
}

void History::FollowLog() {
  const auto snapshot = store_->NewSnapshot(store::ReadTier::kDisk);
  const absl::Status read = store::ReadChanges(*snapshot, next_revision_, [&](const store::v1::ChangeEntry& entry) {
    for (const auto& change : entry.changes()) oracle_.See(change.key(), change.after());
    next_revision_ = entry.revision() + 1;
    return true;
  });
  if (!read.ok()) ADD_FAILURE() << read;
}

void History::StepPerson(int choice) {
  std::vector<A::State> leavers = {A::STATE_OFFERED, A::STATE_CONFIRMED};
  if (Chance(25)) leavers = {A::STATE_NOMINATED, A::STATE_RETURNED, A::STATE_APPROVED, A::STATE_WAITLISTED};
  if (choice < 18) return Ask<v1::NominateAssignmentRequest>("NominateAssignment");
  if (choice < 20) return Ask<v1::CreateAssignmentRequest>("CreateAssignment");
  if (choice < 38) return Review();
  if (choice < 48) return Move<v1::ConfirmAssignmentRequest>("ConfirmAssignment", {A::STATE_APPROVED});
  if (choice < 56) return ConfirmGivingUp();
  if (choice < 60) return Move<v1::AcceptOfferRequest>("AcceptOffer", {A::STATE_OFFERED});
  if (choice < 62) return Move<v1::DeclineOfferRequest>("DeclineOffer", {A::STATE_OFFERED});
  if (choice < 65) return Move<v1::WithdrawAssignmentRequest>("WithdrawAssignment", leavers);
  if (choice < 67) return Move<v1::CancelAssignmentRequest>("CancelAssignment", leavers);
  if (choice < 68) return Move<v1::ResubmitAssignmentRequest>("ResubmitAssignment", {A::STATE_RETURNED});
  if (choice < 70) return Move<v1::MarkNoShowRequest>("MarkNoShow", {A::STATE_CONFIRMED});
  if (choice < 74) return Move<v1::CheckInAssignmentRequest>("CheckInAssignment", {A::STATE_CONFIRMED});
  if (choice < 75) return Move<v1::CompleteAssignmentRequest>("CompleteAssignment", {A::STATE_CHECKED_IN});
  if (choice < 78) return Move<v1::EndAssignmentEarlyRequest>("EndAssignmentEarly", {A::STATE_CHECKED_IN});
  if (choice < 79) return Move<v1::DismissAssignmentRequest>("DismissAssignment", {A::STATE_CHECKED_IN});
  if (choice < 80) return Move<v1::ResolveAssignmentRequest>("ResolveAssignment", {A::STATE_CONFIRMED});
  Replace();
}

void History::StepTime() {
  clock_.Advance(absl::Hours(Pick(30)));
  story_.emplace_back("upkeep");
  const absl::Status done = RunUpkeep(*store_, tables_, clock_.Now());
  if (!done.ok()) ADD_FAILURE() << done << "\n" << Story();
}

std::string History::Findings() {
  Verifier verifier(tables_, store_->NewSnapshot(store::ReadTier::kDisk), 10);
  std::string findings;
  while (!verifier.done()) {
    const auto messages = verifier.Next();
    if (!messages.ok()) return messages.status().ToString();
    for (const v1::VerifyResponse& message : *messages)
      if (message.has_finding() && (whole_ || message.finding().check() != "REPLAY"))
        absl::StrAppend(&findings, message.finding().ShortDebugString(), "\n");
  }
  return findings;
}

}  // namespace jiedui::scheduler
