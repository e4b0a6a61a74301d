// SPDX-License-Identifier: Apache-2.0
#include "deploy/demo/scale/pair_places.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "deploy/demo/identity.h"

namespace jiedui::demo {
namespace {

using registry::v1::ImportOrganizationsRequest;
using registry::v1::Organization;

struct KindWords {
  absl::string_view id;
  absl::string_view title;
  Organization::Kind kind;
  absl::string_view credit_type;
};

// In the order of PlaceKind.
constexpr KindWords kKinds[] = {
    {"hospital", "示范医院", Organization::KIND_HOSPITAL, "12"},
    {"school", "示范学校", Organization::KIND_SCHOOL, "12"},
    {"office", "示范机关", Organization::KIND_GOVERNMENT, "11"},
    {"station", "示范农业技术推广中心", Organization::KIND_PUBLIC_INSTITUTION, "12"},
};

constexpr int kPlacesPerPairMax = 1'000;

// Appends rows; a credit code is made of the pair and the place's number in it.
class Rows {
 public:
  explicit Rows(int pair) : pair_(pair) {}

  void Add(const std::string& name, const std::string& title, Organization::Kind kind, const std::string& division,
           absl::string_view credit_type) {
    Organization& organization = *rows_.emplace_back().mutable_organization();
    organization.set_name(name);
    organization.set_display_name(title);
    organization.set_kind(kind);
    organization.add_divisions()->set_division(division);
    const int ordinal = pair_ * kPlacesPerPairMax + static_cast<int>(rows_.size());
    if (!credit_type.empty()) organization.set_credit_code(CreditCode(credit_type, division.substr(0, 6), ordinal));
  }

  std::vector<ImportOrganizationsRequest> Take() && { return std::move(rows_); }

 private:
  int pair_;
  std::vector<ImportOrganizationsRequest> rows_;
};

// Two pairs of one county have places of their own in it.
std::string PlaceTitle(const County& county, const KindWords& words, int number) {
  return absl::StrCat(county.name, words.title, std::string(1, static_cast<char>('A' + number)));
}

}  // namespace

std::string PairPlaces::TownshipCode(int township) const {
  return absl::StrFormat("%s9%02d", map_.West(pair_).code, TownshipNumber(township));
}

int PairPlaces::TownshipNumber(int township) const { return map_.WestTurn(pair_) * kScaleTownships + township + 1; }

std::string PairPlaces::TownshipTitle(int township, absl::string_view what) const {
  return absl::StrFormat("%s合成%02d乡%s", map_.West(pair_).name, TownshipNumber(township), what);
}

std::string PairPlaces::OfTownship(int township, absl::string_view kind) const {
  return absl::StrFormat("organizations/%s-t%02d-%s", map_.PairId(pair_), township + 1, kind);
}

std::string PairPlaces::OfCounty(absl::string_view side, PlaceKind kind, int number) const {
  return absl::StrFormat("organizations/%s-%s-%s-%d", map_.PairId(pair_), side, kKinds[static_cast<size_t>(kind)].id,
                         number + 1);
}

std::vector<ImportOrganizationsRequest> PairPlaces::All() const {
  Rows rows(pair_);
  for (const KindWords& words : kKinds) {
    const auto kind = static_cast<PlaceKind>(&words - kKinds);
    for (int number = 0; number < kPlacesOfKind; ++number) {
      const County& east = map_.East(pair_);
      const County& west = map_.West(pair_);
      rows.Add(Eastern(kind, number), PlaceTitle(east, words, map_.EastTurn(pair_) * kPlacesOfKind + number),
               words.kind, east.code, words.credit_type);
      rows.Add(Western(kind, number), PlaceTitle(west, words, map_.WestTurn(pair_) * kPlacesOfKind + number),
               words.kind, west.code, words.credit_type);
    }
  }
  for (int township = 0; township < kScaleTownships; ++township) {
    const std::string code = TownshipCode(township);
    rows.Add(Hospital(township), TownshipTitle(township, "卫生院"), Organization::KIND_TOWNSHIP_HOSPITAL, code, "12");
    rows.Add(Clinic(township), TownshipTitle(township, "村卫生室"), Organization::KIND_VILLAGE_CLINIC, code, "");
    rows.Add(Government(township), TownshipTitle(township, "人民政府"), Organization::KIND_GOVERNMENT, code, "11");
  }
  return std::move(rows).Take();
}

std::vector<registry::v1::CreateOrganizationPairRequest> PairPlaces::Pairs(int year) const {
  std::vector<registry::v1::CreateOrganizationPairRequest> requests;
  for (int number = 0; number < kPlacesOfKind; ++number) {
    registry::v1::CreateOrganizationPairRequest& request = requests.emplace_back();
    request.set_organization_pair_id(absl::StrFormat("%s-hospital-%d", map_.PairId(pair_), number + 1));
    request.set_request_id(absl::StrCat("demo-organization-pair-", request.organization_pair_id()));
    registry::v1::OrganizationPair& pair = *request.mutable_organization_pair();
    pair.set_kind(registry::v1::OrganizationPair::KIND_HOSPITAL);
    pair.set_east_organization(Eastern(PlaceKind::kHospital, number));
    pair.set_west_organization(Western(PlaceKind::kHospital, number));
    pair.set_sign_date(absl::StrFormat("%d-%02d-15", year, 3 * number + 2));
  }
  return requests;
}

}  // namespace jiedui::demo
