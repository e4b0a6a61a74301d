// SPDX-License-Identifier: Apache-2.0
#include "registry_service/rpc/person_employers.h"

#include <string>

#include "common/base/civil_date.h"
#include "registry_service/domain/restriction.h"
#include "registry_service/domain/union.h"
#include "registry_service/rpc/organization_merge_handlers.h"
#include "registry_service/rpc/person_reads.h"

namespace jiedui::registry {
namespace {

bool IsOn(const v1::Employment& employment, absl::string_view date) {
  return Contains({employment.start_date(), employment.end_date()}, date);
}

absl::StatusOr<v1::Employer> EmployerOn(const ServiceParts& parts, const v1::Employment& employment,
                                        absl::string_view date, const rpc::ReadContext& context) {
  v1::Employer employer;
  *employer.mutable_employment() = employment;
  ASSIGN_OR_RETURN(*employer.mutable_organization(),
                   FindOrganizationOn(parts, employment.organization(), date, context));
  employer.set_division(DivisionOn(employer.organization(), date));
  employer.set_division_display_name(parts.divisions.FullNameOn(employer.division(), date));
  return employer;
}

}  // namespace

absl::StatusOr<v1::ListEmployersResponse> ListEmployers(const ServiceParts& parts,
                                                        const v1::ListEmployersRequest& request,
                                                        const rpc::ReadContext& context) {
  ASSIGN_OR_RETURN(const PersonRecord record, FindPerson(parts, request.person(), context));
  if (record.person().has_restrict_time()) return PersonRestricted(record);
  v1::ListEmployersResponse response;
  response.set_person(record.person().name());
  response.set_date(DayOrToday(request.date(), context.now));
  for (const v1::Employment& employment : record.person().employments()) {
    if (!IsOn(employment, response.date())) continue;
    ASSIGN_OR_RETURN(*response.add_employers(), EmployerOn(parts, employment, response.date(), context));
  }
  return response;
}

}  // namespace jiedui::registry
