// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/domain/plan_seats.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"

namespace jiedui::scheduler {
namespace {

int KeptOf(const v1::CategoryCount& count) { return std::max(0, count.floor() - count.taken()); }
int RoomOf(const v1::CategoryCount& count) { return std::max(0, count.ceiling() - count.taken()); }

std::string CategoryName(int category) {
  return registry::v1::PersonCategory_Name(static_cast<registry::v1::PersonCategory>(category));
}

bool IsKeptForAny(const v1::PlanSeats& seats, int category) {
  return std::find(seats.not_kept_for().begin(), seats.not_kept_for().end(), category) != seats.not_kept_for().end();
}

}  // namespace

int OwnSeats(const v1::SeatCount& count) { return std::max(0, count.seats() - count.taken()); }

int PoolSeatsAtMost(const v1::SeatCount& count) {
  return std::max(0, count.ceiling() - std::max(count.seats(), PeopleOf(count)));
}

bool IsQuota(const v1::SeatCount& count) { return !count.division().empty() && !count.former(); }

SeatModel::SeatModel(const v1::SeatLedger& ledger, int people_max, bool is_one_place, PoolShares shares)
    : ledger_(ledger), shares_(std::move(shares)) {
  AddPlace(Label(), std::max(0, ledger.seats() - ledger.taken()));
  const bool has_quotas = std::any_of(ledger.counts().begin(), ledger.counts().end(), IsQuota);
  is_one_place_ = is_one_place || (has_quotas && HasCategoryRules());
  if (!has_quotas) {
    of_division_[""] = {.places = {0}, .limits = {}};
    is_one_place_ ? AddCrossingCategories() : AddCategories();
    return;
  }
  AddQuotas();
  if (is_one_place_) AddCrossingCategories();
  // Everybody is within one of the quotas' limits, which add up to the free seats: the place itself binds nobody, so
  // that a seat more for a division is one change and not two.
  places_[0].free += people_max;
}

bool SeatModel::HasCategoryRules() const {
  return std::any_of(ledger_.categories().begin(), ledger_.categories().end(),
                     [](const v1::CategoryCount& count) { return count.floor() > 0 || count.ceiling() > 0; });
}

v1::PlanSeats SeatModel::Label() const {
  v1::PlanSeats seats;
  seats.set_item(ledger_.item());
  return seats;
}

v1::PlanSeats SeatModel::OwnLabel(const v1::SeatCount& count) const {
  v1::PlanSeats seats = Label();
  seats.set_division(count.division());
  seats.set_under_ceiling(count.ceiling() > 0);
  return seats;
}

// It is the ceiling that limits them.
v1::PlanSeats SeatModel::CeilingLabel(const v1::SeatCount& count) const {
  v1::PlanSeats seats = Label();
  seats.set_division(count.division());
  seats.set_pool(true);
  return seats;
}

int SeatModel::AddPlace(v1::PlanSeats seats, int free) {
  places_.push_back({std::move(seats), free});
  return static_cast<int>(places_.size()) - 1;
}

int SeatModel::AddLimit(v1::PlanSeats seats, int most) {
  limits_.push_back({0, std::move(seats), most});
  return static_cast<int>(limits_.size()) - 1;
}

void SeatModel::AddQuotas() {
  std::vector<v1::SeatCount> sharing;
  for (const v1::SeatCount& count : ledger_.counts())
    if (IsQuota(count) && PoolSeatsAtMost(count) > 0) sharing.push_back(count);
  is_parted_ = is_one_place_ && sharing.size() > kCrossingDivisionsMax;
  if (is_parted_) return AddPartedQuotas();
  if (is_one_place_) return AddCrossingQuotas(sharing);
  v1::PlanSeats seats = Label();
  seats.set_pool(true);
  const int pool_limit = AddLimit(seats, OwnSeats(ledger_.counts(ledger_.counts_size() - 1)));
  of_division_[""] = {.places = {0}, .limits = {pool_limit}};
  for (const v1::SeatCount& count : ledger_.counts())
    if (IsQuota(count)) AddQuota(count, pool_limit);
}

// Each division has its own seats and its share; the pool's people have the rest.
void SeatModel::AddPartedQuotas() {
  int rest = OwnSeats(ledger_.counts(ledger_.counts_size() - 1));
  for (const v1::SeatCount& count : ledger_.counts()) {
    if (!IsQuota(count)) continue;
    v1::PlanSeats seats = OwnLabel(count);
    const auto found = shares_.find(count.division());
    const int share = std::min({rest, found == shares_.end() ? 0 : found->second, PoolSeatsAtMost(count)});
    rest -= share;
    of_division_[count.division()] = {.places = {0}, .limits = {AddLimit(std::move(seats), OwnSeats(count) + share)}};
  }
  v1::PlanSeats seats = Label();
  seats.set_pool(true);
  of_division_[""] = {.places = {0}, .limits = {AddLimit(std::move(seats), rest)}};
}

// What divisions have beyond their own seats, and the pool's people, are no more than the pool. Whoever is beyond, that
// is: of every set of divisions, its people and the pool's are no more than their seats together.
void SeatModel::AddCrossingQuotas(const std::vector<v1::SeatCount>& sharing) {
  of_division_[""] = {.places = {0}, .limits = {}};
  for (unsigned set = 0; set < 1U << sharing.size(); ++set) {
    v1::PlanSeats seats = Label();
    seats.set_pool(true);
    int most = OwnSeats(ledger_.counts(ledger_.counts_size() - 1));
    const int limit = AddLimit(std::move(seats), most);
    of_division_[""].limits.push_back(limit);
    for (size_t k = 0; k < sharing.size(); ++k) {
      if ((set >> k & 1U) == 0) continue;
      of_division_[sharing[k].division()].limits.push_back(limit);
      most += OwnSeats(sharing[k]);
    }
    limits_[static_cast<size_t>(limit)].most = most;
  }
  for (const v1::SeatCount& count : ledger_.counts()) {
    if (!IsQuota(count)) continue;
    v1::PlanSeats seats = PoolSeatsAtMost(count) > 0 ? CeilingLabel(count) : OwnLabel(count);
    Claims& claims = of_division_[count.division()];
    claims.places = {0};
    claims.limits.push_back(AddLimit(std::move(seats), OwnSeats(count) + PoolSeatsAtMost(count)));
  }
}

void SeatModel::AddQuota(const v1::SeatCount& count, int pool_limit) {
  const int own = OwnSeats(count);
  const int extra = PoolSeatsAtMost(count);
  Claims& claims = of_division_[count.division()];
  // Where its people have all that they may of the pool, a seat more of their own would leave one of these to others.
  if (extra == 0 && count.from_pool() == 0) {
    claims = {.places = {0}, .limits = {AddLimit(OwnLabel(count), own)}};
    return;
  }
  if (own > 0) claims.places.push_back(AddPlace(OwnLabel(count), own));
  claims.places.push_back(0);
  claims.limits = {pool_limit, AddLimit(CeilingLabel(count), extra)};
}

void SeatModel::AddCategories() {
  for (const v1::CategoryCount& count : ledger_.categories()) {
    Claims& claims = of_category_[count.category()];
    v1::PlanSeats seats = Label();
    seats.set_category(count.category());
    const int kept = KeptOf(count);
    if (count.ceiling() > 0) claims.limits.push_back(AddLimit(seats, std::max(0, RoomOf(count) - kept)));
    if (kept == 0) continue;
    seats.set_kept(true);
    seats.set_under_ceiling(count.ceiling() > 0);
    claims.places.push_back(AddPlace(seats, kept));
    places_[0].free = std::max(0, places_[0].free - kept);
  }
}

void SeatModel::AddCrossingCategories() {
  std::vector<v1::CategoryCount> kept;
  for (const v1::CategoryCount& count : ledger_.categories()) {
    if (KeptOf(count) > 0) kept.push_back(count);
    if (count.ceiling() == 0) continue;
    v1::PlanSeats seats = Label();
    seats.set_category(count.category());
    of_category_[count.category()].limits.push_back(AddLimit(seats, RoomOf(count)));
  }
  if (!kept.empty()) AddKeptSets(kept);
}

// Others than a set of categories leave the seats that are kept for the set. Where there are too many sets: whatever is
// kept is for its category only, and nothing else is.
void SeatModel::AddKeptSets(const std::vector<v1::CategoryCount>& kept) {
  const bool is_exact = kept.size() <= kCrossingFloorsMax;
  const unsigned all = (1U << kept.size()) - 1;
  const int free = std::max(0, ledger_.seats() - ledger_.taken());
  for (unsigned set = is_exact ? 1 : all; set <= all; ++set) {
    v1::PlanSeats seats = Label();
    int most = free;
    for (size_t k = 0; k < kept.size(); ++k) {
      if ((set >> k & 1U) == 0) continue;
      seats.add_not_kept_for(kept[k].category());
      most -= KeptOf(kept[k]);
    }
    limits_on_others_.push_back(AddLimit(seats, std::max(0, most)));
  }
  if (is_exact) return;
  stricter_.push_back(absl::StrCat(ledger_.item(), ": categories with kept seats get no others, as there are ",
                                   kept.size(), " of them beside quotas of divisions"));
  for (const v1::CategoryCount& count : kept) {
    std::vector<int>& limits = of_category_[count.category()].limits;
    v1::PlanSeats seats = Label();
    seats.set_category(count.category());
    if (limits.empty()) limits.push_back(AddLimit(seats, KeptOf(count)));
    limits_[static_cast<size_t>(limits[0])].most =
        std::min(limits_[static_cast<size_t>(limits[0])].most, KeptOf(count));
  }
}

SeatModel::Claims SeatModel::ClaimsOf(const Seating& seating) const {
  Claims claims = of_division_.at(CountFor(ledger_, seating.division).division());
  if (const auto found = of_category_.find(seating.category); found != of_category_.end()) {
    claims.places.insert(claims.places.begin(), found->second.places.begin(), found->second.places.end());
    claims.limits.insert(claims.limits.end(), found->second.limits.begin(), found->second.limits.end());
  }
  for (const int limit : limits_on_others_)
    if (!IsKeptForAny(limits_[static_cast<size_t>(limit)].seats, seating.category)) claims.limits.push_back(limit);
  return claims;
}

std::string Describe(const v1::PlanSeats& seats) {
  std::vector<std::string> parts;
  if (!seats.division().empty()) parts.push_back(absl::StrCat("division ", seats.division()));
  if (seats.pool()) parts.emplace_back("the pool");
  if (seats.category() != 0) parts.push_back(CategoryName(seats.category()));
  if (!seats.not_kept_for().empty())
    parts.push_back(absl::StrCat(
        "others than ", absl::StrJoin(seats.not_kept_for(), " and ",
                                      [](std::string* out, int category) { out->append(CategoryName(category)); })));
  if (parts.empty()) return absl::StrCat("seats of ", seats.item());
  return absl::StrCat(seats.kept() ? "seats kept for " : "seats of ", absl::StrJoin(parts, " in "), " at ",
                      seats.item());
}

std::string DescribeMore(const v1::PlanSeats& seats) {
  std::string description = Describe(seats);
  // A division's own seats, and those kept for a category, are seats of the course, which would else be taken from the
  // pool.
  const bool grows = seats.kept() || (!seats.division().empty() && !seats.pool());
  if (grows && !seats.under_ceiling()) description += ", the course having as many more";
  if (grows && seats.under_ceiling())
    description += ", the course having as many more and the ceiling being as much higher";
  if (!seats.not_kept_for().empty()) description += ", the floor being as much lower";
  return description;
}

}  // namespace jiedui::scheduler
