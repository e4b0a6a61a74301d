// SPDX-License-Identifier: Apache-2.0
#include "deploy/demo/organizations.h"

#include <iterator>

#include "absl/strings/str_cat.h"
#include "deploy/demo/divisions.h"
#include "deploy/demo/identity.h"

namespace jiedui::demo {
namespace {

using registry::v1::ImportOrganizationsRequest;
using registry::v1::Organization;

struct OrganizationPlan {
  absl::string_view id;
  absl::string_view division;
  absl::string_view name;
  Organization::Kind kind;
  absl::string_view founder{};
};

constexpr OrganizationPlan kCountyOrganizations[] = {
    {"yuhang-hospital-a", kYuhang, "余杭示范医院A", Organization::KIND_HOSPITAL},
    {"yuhang-hospital-b", kYuhang, "余杭示范医院B", Organization::KIND_HOSPITAL},
    {"yuhang-hospital-c", kYuhang, "余杭示范医院C", Organization::KIND_HOSPITAL},
    {"yuhang-primary-school-a", kYuhang, "余杭示范小学A", Organization::KIND_SCHOOL},
    {"yuhang-primary-school-b", kYuhang, "余杭示范小学B", Organization::KIND_SCHOOL},
    {"yuhang-middle-school-a", kYuhang, "余杭示范中学A", Organization::KIND_SCHOOL},
    {"yuhang-middle-school-b", kYuhang, "余杭示范中学B", Organization::KIND_SCHOOL},
    {"yuhang-agriculture-station", kYuhang, "余杭示范农业技术推广中心", Organization::KIND_PUBLIC_INSTITUTION},
    {"yuhang-digital-centre", kYuhang, "余杭示范数字经济服务中心", Organization::KIND_PUBLIC_INSTITUTION},
    {"yuhang-office-a", kYuhang, "余杭示范机关A", Organization::KIND_GOVERNMENT},
    {"yuhang-office-b", kYuhang, "余杭示范机关B", Organization::KIND_GOVERNMENT},
    {"yuhang-homestay-association", kYuhang, "余杭示范民宿农家乐协会", Organization::KIND_ASSOCIATION},
    {"sanmen-hospital-a", kSanmen, "三门示范医院A", Organization::KIND_HOSPITAL},
    {"sanmen-office-a", kSanmen, "三门示范机关A", Organization::KIND_GOVERNMENT},
    {"cangxi-peoples-hospital", kCangxi, "苍溪县人民医院", Organization::KIND_HOSPITAL},
    {"cangxi-tcm-hospital", kCangxi, "苍溪示范中医医院", Organization::KIND_HOSPITAL},
    {"cangxi-mch-hospital", kCangxi, "苍溪示范妇幼保健院", Organization::KIND_HOSPITAL},
    {"cangxi-primary-school-a", kCangxi, "苍溪示范小学A", Organization::KIND_SCHOOL},
    {"cangxi-primary-school-b", kCangxi, "苍溪示范小学B", Organization::KIND_SCHOOL},
    {"cangxi-middle-school-a", kCangxi, "苍溪示范中学A", Organization::KIND_SCHOOL},
    {"cangxi-middle-school-b", kCangxi, "苍溪示范中学B", Organization::KIND_SCHOOL},
    {"cangxi-government", kCangxi, "苍溪县人民政府", Organization::KIND_GOVERNMENT},
    {"cangxi-health-bureau", kCangxi, "苍溪县卫生健康局", Organization::KIND_GOVERNMENT},
    {"cangxi-education-bureau", kCangxi, "苍溪县教育局", Organization::KIND_GOVERNMENT},
    {"cangxi-agriculture-bureau", kCangxi, "苍溪县农业农村局", Organization::KIND_GOVERNMENT},
    {"cangxi-rural-revitalisation-bureau", kCangxi, "苍溪县乡村振兴局", Organization::KIND_GOVERNMENT},
    {"cangxi-homestay-base", kCangxi, "民宿农家乐培训基地", Organization::KIND_TRAINING_BASE,
     "yuhang-homestay-association"},
    {"cangxi-ecommerce-centre", kCangxi, "苍溪示范电商服务中心", Organization::KIND_PUBLIC_INSTITUTION},
};

// Names of villages, given to townships in order: these clinics are not there.
constexpr absl::string_view kVillages[] = {"向阳", "红星", "新民", "双龙", "金龙",
                                           "石门", "清水", "大坪", "柏树", "桃园"};

// The code's first two characters, by who registers such a body; nullptr where there is usually none.
const char* CreditCodeType(Organization::Kind kind) {
  switch (kind) {
    case Organization::KIND_GOVERNMENT:
      return "11";
    case Organization::KIND_ASSOCIATION:
      return "51";
    case Organization::KIND_ENTERPRISE:
      return "91";
    case Organization::KIND_VILLAGE_CLINIC:
    case Organization::KIND_TRAINING_BASE:
      return nullptr;
    default:
      return "12";
  }
}

ImportOrganizationsRequest& Add(const OrganizationPlan& plan, std::vector<ImportOrganizationsRequest>& rows) {
  const int ordinal = static_cast<int>(rows.size()) + 1;
  Organization& organization = *rows.emplace_back().mutable_organization();
  organization.set_name(OrganizationName(plan.id));
  organization.set_display_name(std::string(plan.name));
  organization.set_kind(plan.kind);
  organization.add_divisions()->set_division(std::string(plan.division));
  if (const char* type = CreditCodeType(plan.kind); type != nullptr) {
    organization.set_credit_code(CreditCode(type, plan.division.substr(0, 6), ordinal));
  }
  if (!plan.founder.empty()) organization.set_founder(OrganizationName(plan.founder));
  return rows.back();
}

void AddTownship(const Township& township, std::vector<ImportOrganizationsRequest>& rows) {
  const absl::string_view short_name = township.name;
  Add({absl::StrCat(township.id, "-hospital"), township.code, absl::StrCat(short_name, "卫生院"),
       Organization::KIND_TOWNSHIP_HOSPITAL},
      rows);
  Add({absl::StrCat(township.id, "-government"), township.code, absl::StrCat(short_name, "人民政府"),
       Organization::KIND_GOVERNMENT},
      rows);
  if (township.seats_offered == 0) return;
  const absl::string_view village = kVillages[rows.size() % std::size(kVillages)];
  Add({absl::StrCat(township.id, "-clinic"), township.code, absl::StrCat(short_name, village, "村卫生室(合成)"),
       Organization::KIND_VILLAGE_CLINIC},
      rows);
}

// A school that the division of 2021-04-09 moved to another district.
void AddMovedSchool(std::vector<ImportOrganizationsRequest>& rows) {
  Organization& school =
      *Add({"tangqi-primary-school", kYuhang, "塘栖示范小学", Organization::KIND_SCHOOL}, rows).mutable_organization();
  school.mutable_divisions(0)->set_end_date("2021-04-08");
  registry::v1::DivisionMembership& since = *school.add_divisions();
  since.set_division(std::string(kLinping));
  since.set_start_date("2021-04-09");
}

}  // namespace

std::vector<ImportOrganizationsRequest> MakeOrganizations() {
  std::vector<ImportOrganizationsRequest> rows;
  for (const OrganizationPlan& plan : kCountyOrganizations) Add(plan, rows);
  AddMovedSchool(rows);
  for (const Township& township : Townships()) AddTownship(township, rows);
  return rows;
}

std::vector<registry::v1::CreateOrganizationPairRequest> MakeOrganizationPairs() {
  registry::v1::CreateOrganizationPairRequest request;
  request.set_organization_pair_id("hospital-2021-1");
  request.set_request_id("demo-organization-pair-hospital-2021-1");
  registry::v1::OrganizationPair& pair = *request.mutable_organization_pair();
  pair.set_kind(registry::v1::OrganizationPair::KIND_HOSPITAL);
  pair.set_east_organization(OrganizationName("yuhang-hospital-a"));
  pair.set_west_organization(OrganizationName("cangxi-peoples-hospital"));
  pair.set_sign_date("2021-06-10");
  return {request};
}

std::string OrganizationName(absl::string_view id) { return absl::StrCat("organizations/", id); }
std::string TownshipHospital(absl::string_view township) {
  return OrganizationName(absl::StrCat(township, "-hospital"));
}
std::string VillageClinic(absl::string_view township) { return OrganizationName(absl::StrCat(township, "-clinic")); }
std::string TownshipGovernment(absl::string_view township) {
  return OrganizationName(absl::StrCat(township, "-government"));
}

}  // namespace jiedui::demo
