// SPDX-License-Identifier: Apache-2.0
// The free seats of an item as the planner takes them: places with so many seats, and limits on who of a place's people
// may be how many. Says exactly what WhyNoSeat (seats.h) says, however many people come and in whichever order; where
// that cannot be said, less, and then in words what is kept more strictly. Pure, any thread.
//
//   quotas by division    each a limit; one that may use the pool has a place for its own seats, and a limit within the
//                         pool's
//   floors of categories  seats kept for a category are a place that only its people may have
//   both                  all on one place: for every set of divisions that may use the pool a limit on them and the
//                         pool's people together, for every set of categories with kept seats one on all others
//   one place             as both: a course that runs with so many people or with none is one place, and so is an item
//                         of which a plan is to give a division's people places at least. Where too many divisions may
//                         use the pool for that, it is parted among them beforehand (plan_parting.h)
#pragma once

#include <map>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "jiedui/scheduler/v1/assignment.pb.h"
#include "jiedui/scheduler/v1/plan.pb.h"
#include "scheduler_service/domain/seats.h"

namespace jiedui::scheduler {

// Up to so many categories with kept seats beside quotas are said exactly: 15 limits.
inline constexpr int kCrossingFloorsMax = 4;
// And up to so many divisions that may use the pool, on one place: 16 limits. Beyond, the pool is parted.
inline constexpr int kCrossingDivisionsMax = 4;

// By division: seats of the pool that it may have, where the pool is parted.
using PoolShares = std::map<std::string, int>;

// Free seats of the division's own; or of the pool, for that.
int OwnSeats(const v1::SeatCount& count);
// Free seats of the pool that people of the division may have at most besides its own.
int PoolSeatsAtMost(const v1::SeatCount& count);
// A division's, and nobody's that was before.
bool IsQuota(const v1::SeatCount& count);

class SeatModel {
 public:
  struct Place {
    v1::PlanSeats seats;  // what it stands for
    int free = 0;
  };
  struct Limit {
    int place = 0;
    v1::PlanSeats seats;
    int most = 0;
  };
  // Where somebody may sit, the narrowest first, and the limits that count them.
  struct Claims {
    std::vector<int> places;
    std::vector<int> limits;
  };

  // At most `people_max` come. `is_one_place`: there must be one place only. `shares`: for a pool that is parted.
  SeatModel(const v1::SeatLedger& ledger, int people_max, bool is_one_place = false, PoolShares shares = {});

  const std::vector<Place>& places() const { return places_; }
  const std::vector<Limit>& limits() const { return limits_; }
  const std::vector<std::string>& stricter() const { return stricter_; }
  // Too many divisions may use the pool beside other rules: each has its share, or none.
  bool is_parted() const { return is_parted_; }
  // Limits on one place may say one thing together (plan_raises.h).
  bool is_one_place() const { return is_one_place_; }

  Claims ClaimsOf(const Seating& seating) const;

 private:
  int AddPlace(v1::PlanSeats seats, int free);
  int AddLimit(v1::PlanSeats seats, int most);
  v1::PlanSeats Label() const;
  v1::PlanSeats OwnLabel(const v1::SeatCount& count) const;
  v1::PlanSeats CeilingLabel(const v1::SeatCount& count) const;
  void AddQuotas();
  void AddCrossingQuotas(const std::vector<v1::SeatCount>& sharing);
  void AddQuota(const v1::SeatCount& count, int pool_limit);
  void AddPartedQuotas();
  void AddCategories();
  void AddCrossingCategories();
  void AddKeptSets(const std::vector<v1::CategoryCount>& kept);
  bool HasCategoryRules() const;

  const v1::SeatLedger ledger_;
  const PoolShares shares_;
  bool is_parted_ = false;
  bool is_one_place_ = false;
  std::vector<Place> places_;  // the first is for whoever has no place of their own
  std::vector<Limit> limits_;
  std::vector<std::string> stricter_;
  absl::flat_hash_map<std::string, Claims> of_division_;  // by quota; "" = the pool
  std::map<int, Claims> of_category_;
  std::vector<int> limits_on_others_;  // limits with not_kept_for
};

// "3 seats of division 510824100 in pairings/p/courses/c" without the number.
std::string Describe(const v1::PlanSeats& seats);

// The same, with what changes beside where there are more of them.
std::string DescribeMore(const v1::PlanSeats& seats);

}  // namespace jiedui::scheduler
