// SPDX-License-Identifier: Apache-2.0
// The types of resources as errors name them (google.rpc.ResourceInfo.resource_type): the full names of their messages,
// where they have one.
#pragma once

namespace jiedui::registry {

inline constexpr char kDivisionType[] = "jiedui.registry.v1.Division";
inline constexpr char kOrganizationType[] = "jiedui.registry.v1.Organization";
inline constexpr char kOrganizationPairType[] = "jiedui.registry.v1.OrganizationPair";
inline constexpr char kPersonType[] = "jiedui.registry.v1.Person";
inline constexpr char kPersonMergeType[] = "jiedui.registry.v1.PersonMerge";  // no message of its own
inline constexpr char kPrivacyRequestType[] = "jiedui.registry.v1.PrivacyRequest";

}  // namespace jiedui::registry
