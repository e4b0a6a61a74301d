// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/planning/stable.h"

#include <algorithm>
#include <map>
#include <numeric>
#include <optional>
#include <set>
#include <tuple>
#include <utility>

#include "absl/strings/str_cat.h"
#include "common/base/status_macros.h"
#include "scheduler_service/planning/arrays.h"

namespace jiedui::planning {
namespace {

template <typename... Words>
absl::Status Wrong(const Words&... words) {
  return absl::InvalidArgumentError(absl::StrCat(words...));
}

// A posting's order, and a region's: the smaller is preferred.
using Rank = std::tuple<int32_t, int32_t, int32_t>;  // rank, applicant, application

Rank ForPosting(const Market& market, int32_t application) {
  const Application& one = market.applications[At(application)];
  return {one.standing, one.applicant, application};
}
Rank ForRegion(const Market& market, int32_t application) {
  const Application& one = market.applications[At(application)];
  return {one.region_rank, one.applicant, application};
}

int32_t RegionOf(const Market& market, int32_t application) {
  return market.postings[At(market.applications[At(application)].posting)].region;
}

std::vector<int32_t> AllApplications(const Market& market) {
  std::vector<int32_t> all(market.applications.size());
  std::iota(all.begin(), all.end(), 0);
  return all;
}

absl::Status CheckPostings(const Market& market) {
  if (market.applicants < 0) return Wrong("applicants: ", market.applicants, ", must not be negative");
  for (size_t p = 0; p < market.postings.size(); ++p) {
    const Posting& posting = market.postings[p];
    if (posting.openings < 0) return Wrong("postings[", p, "].openings: ", posting.openings, ", must not be negative");
    if (posting.region < -1 || posting.region >= Size(market.region_caps.size()))
      return Wrong("postings[", p, "].region: ", posting.region, ", must be -1 to ",
                   int64_t{Size(market.region_caps.size())} - 1);
  }
  for (size_t r = 0; r < market.region_caps.size(); ++r)
    if (market.region_caps[r] < 0)
      return Wrong("region_caps[", r, "]: ", market.region_caps[r], ", must not be negative");
  return absl::OkStatus();
}

absl::Status CheckApplications(const Market& market) {
  std::set<std::pair<int32_t, int32_t>> postings;
  std::set<std::pair<int32_t, int32_t>> wishes;
  for (size_t a = 0; a < market.applications.size(); ++a) {
    const Application& one = market.applications[a];
    if (one.applicant < 0 || one.applicant >= market.applicants)
      return Wrong("applications[", a, "].applicant: ", one.applicant, ", must be 0 to ", market.applicants - 1);
    if (one.posting < 0 || one.posting >= Size(market.postings.size()))
      return Wrong("applications[", a, "].posting: ", one.posting, ", must be 0 to ",
                   int64_t{Size(market.postings.size())} - 1);
    if (!postings.emplace(one.applicant, one.posting).second)
      return Wrong("applications[", a, "]: a second one of applicant ", one.applicant, " for posting ", one.posting);
    if (!wishes.emplace(one.applicant, one.wish).second)
      return Wrong("applications[", a, "].wish: ", one.wish, " is the rank of another wish of applicant ",
                   one.applicant);
  }
  return absl::OkStatus();
}

// One rank for an applicant in a region; and with a region that turned a posting's order, a stable matching need not
// exist.
absl::Status CheckRegionRanks(const Market& market) {
  std::map<std::pair<int32_t, int32_t>, int32_t> ranks;
  for (int32_t a = 0; a < Size(market.applications.size()); ++a) {
    const Application& one = market.applications[At(a)];
    const int32_t region = RegionOf(market, a);
    const int32_t rank = ranks.try_emplace({region, one.applicant}, one.region_rank).first->second;
    if (region >= 0 && rank != one.region_rank)
      return Wrong("applications[", a, "].region_rank: applicant ", one.applicant, " has ", rank, " in region ",
                   region);
  }
  std::vector<int32_t> order = AllApplications(market);
  std::sort(order.begin(), order.end(), [&market](int32_t a, int32_t b) {
    return std::pair(market.applications[At(a)].posting, ForPosting(market, a)) <
           std::pair(market.applications[At(b)].posting, ForPosting(market, b));
  });
  for (size_t k = 1; k < order.size(); ++k) {
    const Application& before = market.applications[At(order[k - 1])];
    const Application& after = market.applications[At(order[k])];
    if (before.posting == after.posting && RegionOf(market, order[k]) >= 0 &&
        ForRegion(market, order[k]) < ForRegion(market, order[k - 1]))
      return Wrong("applications[", order[k], "].region_rank: turns the order of posting ", after.posting);
  }
  return absl::OkStatus();
}

// Who is held: the least preferred at the end of each set.
class Acceptance {
 public:
  explicit Acceptance(const Market& market)
      : market_(market), at_posting_(market.postings.size()), in_region_(market.region_caps.size()) {}

  // Holds the application, and gives back the one that is turned away for it, if any.
  std::optional<int32_t> Propose(int32_t application) {
    auto& posting = at_posting_[At(market_.applications[At(application)].posting)];
    const int32_t region = RegionOf(market_, application);
    posting.insert(ForPosting(market_, application));
    if (region >= 0) in_region_[At(region)].insert(ForRegion(market_, application));
    if (Size(posting.size()) > OpeningsOf(application)) return Drop(std::get<2>(*posting.rbegin()));
    if (region >= 0 && Size(in_region_[At(region)].size()) > market_.region_caps[At(region)])
      return Drop(std::get<2>(*in_region_[At(region)].rbegin()));
    return std::nullopt;
  }

  std::vector<int32_t> Held() const {
    std::vector<int32_t> held;
    for (const auto& posting : at_posting_)
      for (const Rank& rank : posting) held.push_back(std::get<2>(rank));
    std::sort(held.begin(), held.end());
    return held;
  }

 private:
  int32_t OpeningsOf(int32_t application) const {
    return market_.postings[At(market_.applications[At(application)].posting)].openings;
  }

  int32_t Drop(int32_t application) {
    at_posting_[At(market_.applications[At(application)].posting)].erase(ForPosting(market_, application));
    const int32_t region = RegionOf(market_, application);
    if (region >= 0) in_region_[At(region)].erase(ForRegion(market_, application));
    return application;
  }

  const Market& market_;
  std::vector<std::set<Rank>> at_posting_;
  std::vector<std::set<Rank>> in_region_;
};

// The granted application of each applicant, -1: none. INVALID_ARGUMENT when it is no matching.
absl::StatusOr<std::vector<int32_t>> ReadMatching(const Market& market, const std::vector<int32_t>& granted) {
  std::vector<int32_t> of_applicant(At(market.applicants), -1);
  std::vector<int32_t> at_posting(market.postings.size());
  std::vector<int32_t> in_region(market.region_caps.size());
  for (const int32_t application : granted) {
    if (application < 0 || application >= Size(market.applications.size()))
      return Wrong("granted: there is no application ", application);
    const Application& one = market.applications[At(application)];
    if (std::exchange(of_applicant[At(one.applicant)], application) >= 0)
      return Wrong("granted: applicant ", one.applicant, " has two postings");
    if (++at_posting[At(one.posting)] > market.postings[At(one.posting)].openings)
      return Wrong("granted: posting ", one.posting, " has more people than openings");
    const int32_t region = RegionOf(market, application);
    if (region >= 0 && ++in_region[At(region)] > market.region_caps[At(region)])
      return Wrong("granted: region ", region, " has more people than its cap");
  }
  return of_applicant;
}

// Of each posting and region: how many it has, and the one it would give up first.
class Holders {
 public:
  Holders(const Market& market, const std::vector<int32_t>& granted)
      : market_(market), at_posting_(market.postings.size()), in_region_(market.region_caps.size()) {
    for (const int32_t application : granted) {
      at_posting_[At(market.applications[At(application)].posting)].Count(ForPosting(market, application));
      if (const int32_t region = RegionOf(market, application); region >= 0)
        in_region_[At(region)].Count(ForRegion(market, application));
    }
  }

  // What would give way to `wanted` if its applicant left `has` (-1: nothing) for it; -1: there is room.
  std::optional<int32_t> InsteadOf(int32_t wanted, int32_t has) const {
    const Application& one = market_.applications[At(wanted)];
    const Posting& posting = market_.postings[At(one.posting)];
    const Held& rivals = at_posting_[At(one.posting)];
    if (rivals.count >= posting.openings) return rivals.LastBehind(ForPosting(market_, wanted));
    const bool moves_within = posting.region >= 0 && has >= 0 && RegionOf(market_, has) == posting.region;
    if (posting.region < 0 || moves_within) return -1;
    const Held& region = in_region_[At(posting.region)];
    if (region.count < market_.region_caps[At(posting.region)]) return -1;
    return region.LastBehind(ForRegion(market_, wanted));
  }

 private:
  struct Held {
    int32_t count = 0;
    Rank last;

    void Count(const Rank& rank) { last = count++ == 0 ? rank : std::max(last, rank); }
    std::optional<int32_t> LastBehind(const Rank& rank) const {
      if (count == 0 || last < rank) return std::nullopt;
      return std::get<2>(last);
    }
  };

  const Market& market_;
  std::vector<Held> at_posting_;
  std::vector<Held> in_region_;
};

}  // namespace

absl::Status CheckMarket(const Market& market) {
  RETURN_IF_ERROR(CheckPostings(market));
  RETURN_IF_ERROR(CheckApplications(market));
  return CheckRegionRanks(market);
}

absl::StatusOr<std::vector<int32_t>> MatchStably(const Market& market) {
  RETURN_IF_ERROR(CheckMarket(market));
  std::vector<int32_t> order = AllApplications(market);
  std::sort(order.begin(), order.end(), [&market](int32_t a, int32_t b) {
    const Application& x = market.applications[At(a)];
    const Application& y = market.applications[At(b)];
    return std::tie(x.applicant, x.wish) < std::tie(y.applicant, y.wish);
  });
  std::vector<size_t> next(At(market.applicants));  // of an applicant in order
  std::vector<int32_t> unheard;
  for (size_t k = order.size(); k-- > 0;) next[At(market.applications[At(order[k])].applicant)] = k;
  for (size_t k = 0; k < order.size(); ++k)
    if (const int32_t who = market.applications[At(order[k])].applicant; next[At(who)] == k) unheard.push_back(who);
  Acceptance acceptance(market);
  while (!unheard.empty()) {
    const int32_t applicant = unheard.back();
    size_t& wish = next[At(applicant)];
    if (wish == order.size() || market.applications[At(order[wish])].applicant != applicant) {
      unheard.pop_back();  // turned away everywhere
      continue;
    }
    const std::optional<int32_t> turned_away = acceptance.Propose(order[wish++]);
    if (turned_away.has_value() && market.applications[At(*turned_away)].applicant == applicant) continue;
    unheard.pop_back();
    if (turned_away.has_value()) unheard.push_back(market.applications[At(*turned_away)].applicant);
  }
  return acceptance.Held();
}

absl::StatusOr<std::vector<BlockingPair>> BlockingPairs(const Market& market, const std::vector<int32_t>& granted) {
  RETURN_IF_ERROR(CheckMarket(market));
  ASSIGN_OR_RETURN(const std::vector<int32_t> of_applicant, ReadMatching(market, granted));
  const Holders holders(market, granted);
  std::vector<BlockingPair> blocking;
  for (const int32_t wanted : AllApplications(market)) {
    const Application& one = market.applications[At(wanted)];
    const int32_t has = of_applicant[At(one.applicant)];
    if (has >= 0 && market.applications[At(has)].wish <= one.wish) continue;
    if (const auto instead_of = holders.InsteadOf(wanted, has)) blocking.push_back({wanted, *instead_of});
  }
  return blocking;
}

}  // namespace jiedui::planning
