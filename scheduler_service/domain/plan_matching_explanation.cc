// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/domain/plan_matching_explanation.h"

#include <algorithm>
#include <set>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "common/base/status_macros.h"
#include "scheduler_service/domain/plan_matching.h"
#include "scheduler_service/domain/plan_names.h"
#include "scheduler_service/domain/plan_seats.h"
#include "scheduler_service/planning/arrays.h"
#include "scheduler_service/planning/obstacles.h"
#include "scheduler_service/planning/stable.h"

namespace jiedui::scheduler {
namespace {

using planning::Application;
using planning::At;
using planning::Instance;
using planning::kNone;
using planning::Refusal;
using storage::v1::PlanBasis;

// So much more of openings, or of a region's cap, is tried; and so many matchings for one answer.
constexpr int32_t kMoreTriedMax = 5;
constexpr int32_t kMatchingsTriedMax = 100;

// More openings of a posting, more people in a region.
struct More {
  int32_t posting = kNone;
  int32_t openings = 0;
  int32_t region = kNone;
  int32_t people = 0;

  int32_t size() const { return openings + people; }
};

v1::PlanRemedy RemedyOf(const PlanBasis& basis, int32_t pair, const More& more) {
  v1::PlanRemedy remedy;
  remedy.set_assignment(PlanNames(basis).Assignment(basis.pair_seekers(pair)));
  const auto add = [&](const v1::PlanSeats& seats, int32_t amount, absl::string_view what) {
    v1::PlanRemedyPart& part = *remedy.add_parts();
    part.set_kind(v1::PlanRemedyPart::KIND_MORE_SEATS);
    *part.mutable_seats() = seats;
    part.set_amount(amount);
    part.set_description(absl::StrCat(amount, " more of the ", what));
  };
  if (more.openings > 0) add(basis.item_seats(more.posting), more.openings, Describe(basis.item_seats(more.posting)));
  if (more.people > 0) {
    v1::PlanSeats seats;
    seats.set_division(basis.region_caps(more.region).division());
    add(seats, more.people, absl::StrCat("people whom division ", seats.division(), " takes"));
  }
  return remedy;
}

class Explaining {
 public:
  Explaining(const PlanBasis& basis, const Instance& instance, PlanMarket market, int32_t person)
      : basis_(basis),
        instance_(instance),
        market_(std::move(market)),
        person_(person),
        at_posting_(market_.market.postings.size()),
        in_region_(market_.market.region_caps.size()) {}

  MatchingExplanation Take(const std::vector<int32_t>& pairs, const std::function<bool()>& stop) && {
    for (const int32_t pair : pairs) Hold(pair);
    for (int32_t pair = instance_.pair_begin[At(person_)]; pair < instance_.pair_begin[At(person_) + 1]; ++pair)
      if (!std::binary_search(pairs.begin(), pairs.end(), pair)) Refuse(pair);
    std::sort(dearer_.begin(), dearer_.end(), [&](int32_t a, int32_t b) { return Of(a).wish < Of(b).wish; });
    for (const int32_t wanted : dearer_) TryFor(wanted, stop);
    std::stable_sort(found_.begin(), found_.end(), [](const Found& a, const Found& b) { return a.size < b.size; });
    for (Found& found : found_) told_.remedies.push_back(std::move(found.remedy));
    return std::move(told_);
  }

 private:
  struct Found {
    int32_t size = 0;
    v1::PlanRemedy remedy;
  };
  // The application that would be given up first, and how many there are.
  struct Held {
    int32_t count = 0;
    int32_t last = kNone;
  };

  const Application& Of(int32_t application) const { return market_.market.applications[At(application)]; }
  int32_t RegionOf(int32_t application) const { return market_.market.postings[At(Of(application).posting)].region; }
  // kNone: the pair is none, as it does not stand.
  int32_t ApplicationOf(int32_t pair) const {
    const auto found = std::lower_bound(market_.pairs.begin(), market_.pairs.end(), pair);
    const bool is_one = found != market_.pairs.end() && *found == pair;
    return is_one ? static_cast<int32_t>(found - market_.pairs.begin()) : kNone;
  }

  void Hold(int32_t pair) {
    const int32_t application = ApplicationOf(pair);
    if (application == kNone) return;
    const auto standing = [&](int32_t a) { return std::pair(Of(a).standing, Of(a).applicant); };
    const auto region_rank = [&](int32_t a) { return std::pair(Of(a).region_rank, Of(a).applicant); };
    const auto hold = [&](Held& held, const auto& rank) {
      if (held.count++ == 0 || rank(held.last) < rank(application)) held.last = application;
    };
    hold(at_posting_[At(Of(application).posting)], standing);
    if (const int32_t region = RegionOf(application); region >= 0) hold(in_region_[At(region)], region_rank);
    if (Of(application).applicant == person_) has_ = application;
  }

  bool IsFull(int32_t posting) const {
    return at_posting_[At(posting)].count >= market_.market.postings[At(posting)].openings;
  }

  void Refuse(int32_t pair) {
    Refusal refusal{.pair = pair, .obstacles = planning::ObstaclesOf(instance_, person_, pair)};
    const int32_t wanted = ApplicationOf(pair);
    if (wanted != kNone) {
      if (has_ != kNone && Of(has_).wish < Of(wanted).wish) return;  // they have what is dearer to them
      dearer_.push_back(wanted);
      const bool is_by_posting = IsFull(Of(wanted).posting) || RegionOf(wanted) < 0;
      const Held& held = is_by_posting ? at_posting_[At(Of(wanted).posting)] : in_region_[At(RegionOf(wanted))];
      refusal.why = held.last == kNone ? Refusal::Why::kNoPlace : Refusal::Why::kOutranked;
      if (held.last != kNone)
        refusal.chain = {{.person = Of(held.last).applicant, .from = market_.pairs[At(held.last)], .to = kNone}};
    }
    told_.refusals.push_back(std::move(refusal));
  }

  // Openings alone; the region's cap alone, once for all of its postings; where neither does, one more of both.
  void TryFor(int32_t wanted, const std::function<bool()>& stop) {
    const int32_t posting = Of(wanted).posting;
    const int32_t region = RegionOf(wanted);
    bool is_in = IsFull(posting) && TryLeast({.posting = posting, .openings = 1}, stop);
    if (region < 0) return;
    const bool is_region_full = in_region_[At(region)].count >= market_.market.region_caps[At(region)];
    if (is_region_full && tried_regions_.insert(region).second)
      is_in = TryLeast({.region = region, .people = 1}, stop) || is_in;
    if (is_in || !is_region_full || !IsFull(posting) || !GoesOn(stop)) return;
    const More both{.posting = posting, .openings = 1, .region = region, .people = 1};
    if (const int32_t now = HasWith(both); now == wanted) Tell(now, both);
  }

  // Dearer than what they have; within a region's cap one more opening can also cost somebody their place.
  bool IsBetter(int32_t application) const {
    return application != kNone && (has_ == kNone || Of(application).wish < Of(has_).wish);
  }

  // The least amount with which the person has something dearer.
  bool TryLeast(More more, const std::function<bool()>& stop) {
    for (int32_t amount = 1; amount <= kMoreTriedMax; ++amount) {
      if (!GoesOn(stop)) return false;
      if (more.posting != kNone) more.openings = amount;
      if (more.region != kNone) more.people = amount;
      if (const int32_t now = HasWith(more); IsBetter(now)) {
        Tell(now, more);
        return true;
      }
    }
    return false;
  }

  bool GoesOn(const std::function<bool()>& stop) {
    told_.is_complete = told_.is_complete && told_.plans_tried < kMatchingsTriedMax && !(stop && stop());
    return told_.is_complete;
  }

  // What the person is granted then.
  int32_t HasWith(const More& more) {
    planning::Market changed = market_.market;
    if (more.posting != kNone) changed.postings[At(more.posting)].openings += more.openings;
    if (more.region != kNone) changed.region_caps[At(more.region)] += more.people;
    ++told_.plans_tried;
    const auto granted = planning::MatchStably(changed);
    if (!granted.ok()) return has_;
    for (const int32_t application : *granted)
      if (Of(application).applicant == person_) return application;
    return kNone;
  }

  void Tell(int32_t application, const More& more) {
    found_.push_back({more.size(), RemedyOf(basis_, market_.pairs[At(application)], more)});
  }

  const PlanBasis& basis_;
  const Instance& instance_;
  const PlanMarket market_;
  const int32_t person_;
  std::vector<Held> at_posting_;
  std::vector<Held> in_region_;
  int32_t has_ = kNone;          // the application that the person was granted
  std::vector<int32_t> dearer_;  // applications of theirs that they would rather have
  std::set<int32_t> tried_regions_;
  std::vector<Found> found_;
  MatchingExplanation told_;
};

}  // namespace

absl::StatusOr<MatchingExplanation> ExplainMatching(const PlanBasis& basis, const Instance& instance,
                                                    const planning::Solution& solution, int32_t person,
                                                    const std::function<bool()>& stop) {
  ASSIGN_OR_RETURN(PlanMarket market, MarketOf(basis, instance));
  return Explaining(basis, instance, std::move(market), person).Take(solution.plan.pairs, stop);
}

}  // namespace jiedui::scheduler
