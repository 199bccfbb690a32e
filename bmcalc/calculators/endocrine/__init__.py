"""Endocrine therapy and CDK4/6 inhibitors."""
