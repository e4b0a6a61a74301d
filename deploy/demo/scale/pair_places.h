// SPDX-License-Identifier: Apache-2.0
// The organisations of a pair at scale: its ids, names and divisions. Those below the county are invented, townships
// included. Pure, any thread.
#pragma once

#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "deploy/demo/scale/tier.h"
#include "jiedui/registry/v1/organization_service.pb.h"

namespace jiedui::demo {

inline constexpr int kScaleTownships = 34;
inline constexpr int kPlacesOfKind = 3;  // county hospitals, schools, offices and stations, on each side

enum class PlaceKind { kHospital, kSchool, kOffice, kStation };

class PairPlaces {
 public:
  // `map` must outlive it.
  PairPlaces(const TierMap& map, int pair) : map_(map), pair_(pair) {}

  // "510722901" to "...34", of the second pair of a county "...35" to "...68": codes that no township has.
  std::string TownshipCode(int township) const;

  // Full names of organisations.
  std::string Hospital(int township) const { return OfTownship(township, "hospital"); }
  std::string Clinic(int township) const { return OfTownship(township, "clinic"); }
  std::string Government(int township) const { return OfTownship(township, "government"); }
  std::string Eastern(PlaceKind kind, int number) const { return OfCounty("east", kind, number); }
  std::string Western(PlaceKind kind, int number) const { return OfCounty("west", kind, number); }

  // About 125 of them.
  std::vector<registry::v1::ImportOrganizationsRequest> All() const;
  // Three hospitals that signed in the year.
  std::vector<registry::v1::CreateOrganizationPairRequest> Pairs(int year) const;

 private:
  int TownshipNumber(int township) const;
  std::string TownshipTitle(int township, absl::string_view what) const;
  std::string OfTownship(int township, absl::string_view kind) const;
  std::string OfCounty(absl::string_view side, PlaceKind kind, int number) const;

  const TierMap& map_;
  int pair_;
};

}  // namespace jiedui::demo
