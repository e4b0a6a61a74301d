// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/planning/replan.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "common/base/status_macros.h"
#include "scheduler_service/planning/arrays.h"
#include "scheduler_service/planning/candidacy.h"

namespace jiedui::planning {
namespace {

// Whether the edit alone can take the pair from its person.
bool Concerns(const Edit& edit, const Instance& instance, int32_t person, int32_t pair) {
  const int32_t item = instance.pair_item[At(pair)];
  switch (edit.kind) {
    case Edit::Kind::kSeats:
    case Edit::Kind::kDays:
    case Edit::Kind::kCancel:
      return edit.index == item;
    case Edit::Kind::kFloor:
    case Edit::Kind::kCeiling:
      return instance.quotas[At(edit.index)].item == item;
    case Edit::Kind::kForbid:
      return edit.index == pair;
    case Edit::Kind::kLeave:
      return edit.index == person;
    case Edit::Kind::kBusy:
      return edit.index == person && Clash(edit.days, instance.items[At(item)].days, instance.travel_buffer_days);
  }
  return false;
}

class NoticeWriter {
 public:
  NoticeWriter(const Replanned& replanned, const std::vector<Edit>& edits)
      : instance_(replanned.instance), edits_(edits) {
    const std::vector<int32_t>& old_pairs = replanned.instance.base;
    const std::vector<int32_t>& new_pairs = replanned.solution.plan.pairs;
    std::set_difference(old_pairs.begin(), old_pairs.end(), new_pairs.begin(), new_pairs.end(),
                        std::back_inserter(lost_));
    std::set_difference(new_pairs.begin(), new_pairs.end(), old_pairs.begin(), old_pairs.end(),
                        std::back_inserter(got_));
  }

  const std::vector<int32_t>& lost() const { return lost_; }

  std::vector<Notice> Write() {
    auto lost = lost_.begin();
    auto got = got_.begin();
    std::vector<Notice> notices;
    for (int32_t person = 0; person < PeopleWithPairs(instance_); ++person) {
      const int32_t end = instance_.pair_begin[At(person) + 1];
      while ((lost != lost_.end() && *lost < end) || (got != got_.end() && *got < end)) {
        PersonMove move{.person = person};
        if (lost != lost_.end() && *lost < end) move.from = *lost++;
        if (got != got_.end() && *got < end) move.to = *got++;
        notices.push_back(WithCause(move));
      }
    }
    return notices;
  }

 private:
  Notice WithCause(const PersonMove& move) const {
    if (move.from == kNone) return {.move = move, .cause = Notice::Cause::kPlaceFree};
    for (int32_t k = 0; k < Size(edits_.size()); ++k)
      if (Concerns(edits_[At(k)], instance_, move.person, move.from))
        return {.move = move, .cause = Notice::Cause::kEdit, .edit = k};
    return {.move = move, .cause = Notice::Cause::kMakesRoom};
  }

  const Instance& instance_;
  const std::vector<Edit>& edits_;
  std::vector<int32_t> lost_;
  std::vector<int32_t> got_;
};

absl::Status NoPlan(const Infeasible& infeasible) {
  return absl::FailedPreconditionError(
      absl::StrCat("no plan keeps the rules after the edits: ",
                   absl::StrJoin(infeasible.conflict, ", ",
                                 [](std::string* out, const RuleRef& rule) { absl::StrAppend(out, ToString(rule)); })));
}

}  // namespace

absl::StatusOr<Replanned> Replan(const Instance& instance, const std::vector<int32_t>& told,
                                 const std::vector<Edit>& edits, const Budget& budget) {
  Replanned replanned;
  ASSIGN_OR_RETURN(replanned.instance, Edited(instance, edits));
  replanned.instance.base = told;
  Level kept{.name = "kept", .value = std::vector<int64_t>(instance.pair_item.size())};
  for (const int32_t pair : told) {
    if (pair < 0 || pair >= instance.pairs())
      return absl::InvalidArgumentError(absl::StrCat("told: pair ", pair, ", there are ", instance.pairs()));
    kept.value[At(pair)] = 1;
  }
  replanned.instance.levels.insert(replanned.instance.levels.begin(), std::move(kept));
  ASSIGN_OR_RETURN(Answer answer, Solve(replanned.instance, budget));
  if (const auto* infeasible = std::get_if<Infeasible>(&answer)) return NoPlan(*infeasible);
  replanned.solution = std::get<Solution>(std::move(answer));
  NoticeWriter writer(replanned, edits);
  replanned.notices = writer.Write();
  replanned.changes = Size(writer.lost().size());
  const auto gap = static_cast<int32_t>(replanned.solution.plan.gap(0));
  replanned.is_proven_fewest = gap == 0;
  replanned.changes_at_least = std::max(0, replanned.changes - gap);
  return replanned;
}

}  // namespace jiedui::planning
