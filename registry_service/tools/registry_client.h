// SPDX-License-Identifier: Apache-2.0
// The calls of the registry that a roster needs. Errors carry the registry's words. Not shared between threads.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "grpcpp/channel.h"
#include "jiedui/registry/v1/organization_service.grpc.pb.h"
#include "jiedui/registry/v1/person_service.grpc.pb.h"
#include "registry_service/tools/organization_names.h"
#include "registry_service/tools/roster_loader.h"

namespace jiedui::registry {

class RegistryClient {
 public:
  explicit RegistryClient(const std::shared_ptr<grpc::Channel>& channel);

  // All organisations that are not deleted. Fails at once if nobody listens.
  absl::StatusOr<OrganizationNames> FetchOrganizations();

  // Persons by their resource names, in that order. NOT_FOUND: one of them does not exist.
  absl::StatusOr<std::vector<v1::Person>> ReadPersons(const std::vector<std::string>& names);

  // Begins a call of ImportPersons. The client must outlive it.
  std::unique_ptr<PersonStream> OpenImport();

 private:
  const std::unique_ptr<v1::OrganizationService::Stub> organizations_;
  const std::unique_ptr<v1::PersonService::Stub> persons_;
};

}  // namespace jiedui::registry
