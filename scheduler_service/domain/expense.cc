// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/domain/expense.h"

#include <algorithm>
#include <map>
#include <utility>

#include "absl/container/flat_hash_set.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"
#include "common/base/civil_date.h"
#include "common/base/errors.h"
#include "google/protobuf/util/message_differencer.h"

namespace jiedui::scheduler {
namespace {

using v1::CourseExpense;
using v1::ExpenseRate;
using v1::ExpenseReview;

constexpr int kPercent = 100;
constexpr size_t kYearDigits = 4;

// What happened to be told, without what the server adds.
CourseExpense AsTold(CourseExpense expense) {
  expense.clear_name();
  expense.clear_recorded_by();
  expense.clear_create_time();
  expense.clear_update_time();
  expense.clear_etag();
  return expense;
}

void Find(absl::string_view code, absl::string_view subject, std::string found, std::string allowed,
          ExpenseReview& review) {
  ExpenseReview::Finding& finding = *review.add_findings();
  finding.set_code(std::string(code));
  finding.set_subject(std::string(subject));
  finding.set_found(std::move(found));
  finding.set_allowed(std::move(allowed));
}

void CompareWithRate(const ExpenseFacts& facts, ExpenseReview& review) {
  const CourseExpense& expense = facts.expense;
  const std::string& course = facts.course.name();
  if (facts.rate == nullptr) {
    Find("NO_RATE", course,
         absl::StrCat(expense.jurisdiction(), " class ", expense.rate_class(), " on ", facts.course.start_date()),
         "a rate of ListExpenseRates", review);
    return;
  }
  *review.mutable_rate() = *facts.rate;
  review.set_per_person_fen(PerPersonFen(*facts.rate, expense.days()));
  review.set_ceiling_fen(review.per_person_fen() * expense.persons());
  review.set_over_fen(std::max<int64_t>(0, review.claimed_fen() - review.ceiling_fen()));
  if (review.over_fen() > 0)
    Find("OVER_CEILING", course, Yuan(review.claimed_fen()), Yuan(review.ceiling_fen()), review);
  const int staff_max = StaffMax(*facts.rate, expense.persons());
  if (expense.staff() > staff_max)
    Find("STAFF_OVER_LIMIT", course, absl::StrCat(expense.staff(), " staff"),
         absl::StrCat(staff_max, " for ", expense.persons(), " trainees"), review);
}

void CompareWithCourse(const ExpenseFacts& facts, ExpenseReview& review) {
  const CourseExpense& expense = facts.expense;
  const std::string& course = facts.course.name();
  if (expense.persons() != facts.checked_in)
    Find("PERSONS_DIFFER", course, absl::StrCat(expense.persons(), " trainees"),
         absl::StrCat(facts.checked_in, " who checked in"), review);
  const int days = DaysIn({facts.course.start_date(), facts.course.end_date()});
  if (expense.days() != days)
    Find("DAYS_DIFFER", course, absl::StrCat(expense.days(), " days"), absl::StrCat(days, " days of the course"),
         review);
  int64_t sum = 0;
  for (const v1::ExpenseClaim& claim : expense.claims()) sum += claim.amount_fen();
  if (!expense.claims().empty() && sum != expense.claimed_fen())
    Find("CLAIMS_DIFFER", course, absl::StrCat(Yuan(sum), " in ", expense.claims_size(), " claims"),
         absl::StrCat(Yuan(expense.claimed_fen()), " claimed in all"), review);
}

void FindClaimedTwice(const ExpenseFacts& facts, ExpenseReview& review) {
  std::map<std::string, std::vector<std::string>> courses;
  for (const PersonClaim& claim : facts.claims) courses[claim.person].push_back(claim.course);
  for (auto& [person, claimed] : courses) {
    const bool is_here = std::find(claimed.begin(), claimed.end(), facts.course.name()) != claimed.end();
    if (claimed.size() < 2 || !is_here) continue;
    std::sort(claimed.begin(), claimed.end());
    Find("CLAIMED_TWICE", person, absl::StrJoin(claimed, ", "),
         absl::StrCat("once a year for ",
                      facts.course.curriculum().empty() ? facts.course.name() : facts.course.curriculum()),
         review);
  }
}

}  // namespace

absl::Status CheckExpense(const CourseExpense& expense) {
  std::vector<FieldViolation> violations;
  absl::flat_hash_set<std::string> persons;
  for (int i = 0; i < expense.claims_size(); ++i)
    if (!persons.insert(expense.claims(i).person()).second)
      violations.push_back({absl::StrCat("expense.claims[", i, "].person"),
                            absl::StrCat(expense.claims(i).person(), " has a claim already")});
  return violations.empty() ? absl::OkStatus() : InvalidFields(violations);
}

absl::StatusOr<CourseExpense> StoredExpense(absl::string_view course_name, const std::optional<CourseExpense>& before,
                                            CourseExpense draft, const Stamp& stamp) {
  const std::string name = absl::StrCat(course_name, "/expense");
  const std::string etag = before.has_value() ? before->etag() : "";
  if (!draft.etag().empty() && draft.etag() != etag) return EtagMismatch(name, draft.etag(), etag);
  const bool is_same =
      before.has_value() && google::protobuf::util::MessageDifferencer::Equals(AsTold(*before), AsTold(draft));
  if (is_same) return *before;
  draft.set_name(name);
  draft.set_recorded_by(stamp.actor);
  MarkCreated(draft, stamp);
  if (before.has_value()) *draft.mutable_create_time() = before->create_time();
  return draft;
}

int64_t PerPersonFen(const ExpenseRate& rate, int days) {
  const int whole = rate.whole_rate_days() == 0 ? days : std::min(days, rate.whole_rate_days());
  const int64_t beyond = days - whole;
  return rate.fen_per_person_day() * whole + rate.fen_per_person_day() * beyond * rate.percent_beyond() / kPercent;
}

int StaffMax(const ExpenseRate& rate, int persons) {
  return std::min(persons * rate.staff_percent_max() / kPercent, rate.staff_max());
}

std::string Yuan(int64_t fen) { return absl::StrFormat("%d.%02d yuan", fen / kPercent, fen % kPercent); }

ExpenseReview Review(const ExpenseFacts& facts) {
  ExpenseReview review;
  review.set_course(facts.course.name());
  review.set_claimed_fen(facts.expense.claimed_fen());
  CompareWithRate(facts, review);
  CompareWithCourse(facts, review);
  FindClaimedTwice(facts, review);
  return review;
}

bool IsSameTraining(const v1::Course& a, const v1::Course& b) {
  return !a.curriculum().empty() && a.curriculum() == b.curriculum() &&
         a.start_date().substr(0, kYearDigits) == b.start_date().substr(0, kYearDigits);
}

}  // namespace jiedui::scheduler
