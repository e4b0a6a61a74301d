// SPDX-License-Identifier: Apache-2.0
// The organisations of the golden pair: hospitals, township hospitals, village clinics, schools, offices. Places are
// real; organisations are invented, except a county hospital whose name alone is used.
#pragma once

#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "jiedui/registry/v1/organization_service.pb.h"

namespace jiedui::demo {

std::vector<registry::v1::ImportOrganizationsRequest> MakeOrganizations();
std::vector<registry::v1::CreateOrganizationPairRequest> MakeOrganizationPairs();

// "organizations/lingjiang-hospital"
std::string OrganizationName(absl::string_view id);
std::string TownshipHospital(absl::string_view township);
std::string VillageClinic(absl::string_view township);
std::string TownshipGovernment(absl::string_view township);

}  // namespace jiedui::demo
