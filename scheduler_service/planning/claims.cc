// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/planning/claims.h"

#include <algorithm>
#include <span>
#include <utility>

#include "absl/strings/str_cat.h"
#include "scheduler_service/planning/arrays.h"
#include "scheduler_service/planning/candidacy.h"
#include "scheduler_service/planning/ties.h"

namespace jiedui::planning {
namespace {

class Cutter {
 public:
  Cutter(const Instance& instance, const std::vector<bool>& stands)
      : instance_(instance), stands_(stands), ties_(instance), before_(RequiredBefore(instance)) {
    claims_.begin.push_back(0);
  }

  Claims Take() && {
    CheckHomeCovers();
    for (int32_t person = 0; person < PeopleWithPairs(instance_); ++person) Cut(person);
    return std::move(claims_);
  }

 private:
  // A cover that all candidates of the group together cannot break binds nobody.
  void CheckHomeCovers() {
    std::vector<int32_t> people(At(instance_.groups));
    if (!instance_.home_covers.empty())
      for (const int32_t group : instance_.group) ++people[At(group)];
    for (size_t k = 0; k < instance_.home_covers.size(); ++k)
      if (people[At(instance_.home_covers[k].group)] > instance_.home_covers[k].away_max)
        Refuse(absl::StrCat("home_covers[", k, "]: home coverage ties people to each other"));
  }

  void Cut(int32_t person) {
    pairs_.clear();
    for (int32_t pair = instance_.pair_begin[At(person)]; pair < instance_.pair_begin[At(person) + 1]; ++pair)
      if (stands_[At(pair)] && !std::binary_search(instance_.pinned.begin(), instance_.pinned.end(), pair))
        pairs_.push_back(pair);
    if (pairs_.empty() && !HasPins(person)) return;
    if (instance_.items_per_person_max == 1 && !HasPins(person)) return Add(person, pairs_);
    if (ties_.ShareAnExclusion(pairs_)) return CutIntoCliques(person);
    std::stable_sort(pairs_.begin(), pairs_.end(), [this](int32_t a, int32_t b) {
      return DaysOfPair(instance_, a).first < DaysOfPair(instance_, b).first;
    });
    CutIntoPeriods(person);
  }

  // Where exclusions reach across periods: whatever is tied by days or exclusions is one claim, if it is tied in full.
  void CutIntoCliques(int32_t person) {
    const std::vector<std::vector<int32_t>> cliques = ties_.TiedSets(pairs_);
    int64_t days = 0;
    for (const std::vector<int32_t>& clique : cliques) {
      if (!ties_.AreTiedInFull(clique))
        Refuse(absl::StrCat("people[", person, "]: an exclusion or dates tie items in part"));
      Add(person, clique);
      days += LongestOf(clique);
    }
    CheckTies(person, Size(cliques.size()), days);
  }

  int32_t LongestOf(std::span<const int32_t> pairs) const {
    int32_t longest = 0;
    for (const int32_t pair : pairs) longest = std::max(longest, DaysOf(DaysOfPair(instance_, pair)));
    return longest;
  }

  void CutIntoPeriods(int32_t person) {
    int32_t periods = 0;
    int64_t days = 0;
    for (size_t first = 0; first < pairs_.size(); ++periods) {
      int32_t earliest_end = kDayMax;
      int32_t latest_end = -kDayMax;
      size_t last = first;
      for (; last < pairs_.size(); ++last) {
        const DayRange& range = DaysOfPair(instance_, pairs_[last]);
        if (last > first && range.first > latest_end + instance_.travel_buffer_days) break;
        earliest_end = std::min(earliest_end, range.last);
        latest_end = std::max(latest_end, range.last);
      }
      if (DaysOfPair(instance_, pairs_[last - 1]).first > earliest_end + instance_.travel_buffer_days)
        Refuse(absl::StrCat("people[", person, "]: dates of items overlap in part"));
      const auto period = std::span<const int32_t>(pairs_).subspan(first, last - first);
      Add(person, period);
      days += LongestOf(period);
      first = last;
    }
    if (periods > 1 || HasPins(person)) return CheckTies(person, periods, days);
    // Within one period, what an item requires cannot come with it, though it ends in time: the buffer lies between.
    for (const int32_t pair : pairs_)
      if (NeedsAnother(person, instance_.pair_item[At(pair)]))
        Refuse(absl::StrCat("people[", person, "]: an item has a prerequisite that is too close to it"));
  }

  bool HasPins(int32_t person) const { return PinsOf(person).begin() != PinsOf(person).end(); }

  std::span<const int32_t> PinsOf(int32_t person) const {
    const auto first =
        std::lower_bound(instance_.pinned.begin(), instance_.pinned.end(), instance_.pair_begin[At(person)]);
    const auto last = std::lower_bound(first, instance_.pinned.end(), instance_.pair_begin[At(person) + 1]);
    return {first, last};
  }

  bool NeedsAnother(int32_t person, int32_t item) const {
    if (before_.empty()) return false;
    const auto completed = Of(person, instance_.completed_begin, instance_.completed);
    const std::vector<int32_t>& before = before_[At(item)];
    return std::any_of(before.begin(), before.end(), [completed](int32_t other) {
      return !std::binary_search(completed.begin(), completed.end(), other);
    });
  }

  // What lets a choice in one period depend on another.
  void CheckTies(int32_t person, int32_t periods, int64_t days) {
    const std::span<const int32_t> pins = PinsOf(person);
    if (periods + static_cast<int32_t>(pins.size()) > instance_.items_per_person_max)
      Refuse(absl::StrCat("people[", person, "]: more periods than items_per_person_max"));
    std::vector<int32_t> all(pairs_);
    all.insert(all.end(), pins.begin(), pins.end());
    for (const int32_t pin : pins) days += DaysOf(DaysOfPair(instance_, pin));
    if (std::any_of(all.begin(), all.end(),
                    [&](int32_t pair) { return NeedsAnother(person, instance_.pair_item[At(pair)]); }))
      Refuse(absl::StrCat("people[", person, "]: an item has a prerequisite that the plan may bring"));
    if (ties_.ShareAnExclusion(pins)) Refuse(absl::StrCat("people[", person, "]: pins exclude each other"));
    const bool limited = !instance_.days_per_person.empty() && instance_.days_per_person[At(person)] != kNoLimit;
    if (limited && days > instance_.days_per_person[At(person)])
      Refuse(absl::StrCat("people[", person, "]: the days limit holds across periods"));
  }

  void Add(int32_t person, std::span<const int32_t> pairs) {
    claims_.person.push_back(person);
    claims_.pair.insert(claims_.pair.end(), pairs.begin(), pairs.end());
    claims_.begin.push_back(static_cast<int32_t>(claims_.pair.size()));
  }

  void Refuse(std::string why) {
    constexpr size_t kReasonsMax = 10;
    if (claims_.why_not.size() < kReasonsMax) claims_.why_not.push_back(std::move(why));
  }

  const Instance& instance_;
  const std::vector<bool>& stands_;
  const Ties ties_;
  const std::vector<std::vector<int32_t>> before_;
  std::vector<int32_t> pairs_;  // of the person at hand
  Claims claims_;
};

}  // namespace

Claims CutIntoClaims(const Instance& instance, const std::vector<bool>& stands) {
  return Cutter(instance, stands).Take();
}

}  // namespace jiedui::planning
